"""Keeps a person's terminal free of what native libraries print by themselves."""

from __future__ import annotations

import faulthandler
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from sidecar.cli.encoding import ShownStream

_STANDARD_ERROR = 2

# What is shown of a library's words where the program itself fails.
_LAST_BYTES = 2000


@contextmanager
def natives_unheard() -> Iterator[None]:
    """Give standard error to Python alone; libmpg123, say, comments on each damaged byte there.

    The words of libraries go to a file that ends with the program. If the program fails in a way
    that nobody foresaw, the last of them are shown.
    """
    usual = sys.stderr
    stream = usual.rich_proxied_file if isinstance(usual, ShownStream) else usual
    if not _is_standard_error(stream):
        yield
        return
    usual.flush()
    own = os.dup(_STANDARD_ERROR)
    with tempfile.TemporaryFile() as heard:
        os.dup2(heard.fileno(), _STANDARD_ERROR)
        # Whoever logs at the very end still has a stream, so nothing closes it.
        apart = open(own, "w", 1, stream.encoding, stream.errors)  # noqa: SIM115
        sys.stderr = ShownStream(apart) if isinstance(usual, ShownStream) else apart
        faulthandler.enable(apart)
        try:
            yield
        except Exception:
            heard.seek(max(0, heard.seek(0, io.SEEK_END) - _LAST_BYTES))
            sys.stderr.write(heard.read().decode(errors="replace"))
            raise
        finally:
            sys.stderr.flush()
            os.dup2(own, _STANDARD_ERROR)
            sys.stderr = usual


def _is_standard_error(stream: object) -> bool:
    """Tell whether a stream writes to the process's own standard error."""
    try:
        return isinstance(stream, io.TextIOWrapper) and stream.fileno() == _STANDARD_ERROR
    except (OSError, ValueError):  # closed, or in the program's own memory
        return False
