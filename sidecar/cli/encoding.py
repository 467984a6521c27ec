"""Standard output and standard error: UTF-8 on every system, and no control characters of names."""

from __future__ import annotations

import io
import sys
from typing import Any

from sidecar.characters import shown


class ShownStream(io.TextIOWrapper):
    """Writes text with each control character as its code; line ends and tabs stay."""

    def write(self, text: str, /) -> int:
        return super().write(shown(text, tabs=True))

    @property
    def rich_proxied_file(self) -> _Styled:
        """Give Rich, which asks for it by this name, the stream for its own colours and bars."""
        return _Styled(self)


class _Styled:
    """A stream that writes what Rich made; `sidecar.cli.console` has shown the names in it."""

    def __init__(self, stream: ShownStream) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return io.TextIOWrapper.write(self._stream, text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a stream has
        return getattr(self._stream, name)


def use_utf8() -> None:
    """Let every character reach pipes, files and terminals; none may end the program.

    A terminal keeps its own encoding, because only that shows there; it gets an escape for a
    character that it lacks.
    """
    sys.stdout = _shown(sys.stdout)
    sys.stderr = _shown(sys.stderr)


def _shown(stream: Any) -> Any:  # noqa: ANN401 - None in a program without a console
    if not isinstance(stream, io.TextIOWrapper) or isinstance(stream, ShownStream):
        return stream
    encoding = stream.encoding if stream.isatty() else "utf-8"
    by_line, at_once = stream.line_buffering, stream.write_through
    return ShownStream(
        stream.detach(),
        encoding,
        "backslashreplace",
        line_buffering=by_line,
        write_through=at_once,
    )
