"""Standard output and standard error: UTF-8 on every system, and no control characters of names."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from typing import Any

from sidecar.characters import shown


class ShownStream:
    """Writes text with each control character as its code; line ends and tabs stay.

    Rich finds the stream itself, for its own colours and bars, by the name `rich_proxied_file`;
    `sidecar.cli.console` has shown the names in what Rich writes.
    """

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.rich_proxied_file = stream

    def write(self, text: str) -> int:
        return self.rich_proxied_file.write(shown(text, tabs=True))

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a stream has
        return getattr(self.rich_proxied_file, name)


def use_utf8() -> None:
    """Let every character reach pipes, files and terminals; none may end the program.

    A terminal keeps its own encoding, because only that shows there; it gets an escape for a
    character that it lacks.
    """
    sys.stdout = shown_stream(sys.stdout)
    sys.stderr = shown_stream(sys.stderr)


def shown_stream(stream: Any) -> Any:  # noqa: ANN401 - None in a program without a console
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    encoding = stream.encoding if stream.isatty() else "utf-8"
    stream.reconfigure(encoding=encoding, errors="backslashreplace")
    return ShownStream(stream)
