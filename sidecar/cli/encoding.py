"""The encoding of standard output and standard error: UTF-8, whatever the system's code page."""

from __future__ import annotations

import io
import sys


def use_utf8() -> None:
    """Let every character reach pipes, files and terminals; none may end the program.

    A terminal keeps its own encoding, because only that shows there; it gets an escape for a
    character that it lacks. A path may hold half a surrogate pair, which UTF-8 lacks.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # None in a program without a console
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
