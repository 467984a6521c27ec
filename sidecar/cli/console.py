"""A Rich console that shows control characters and markup of names, and obeys neither."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import rich.console
from rich.console import ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from sidecar.characters import shown

# Rich's own escapes depend on what follows a name. Until a line is laid out, other characters
# stand for those of markup; Unicode gives these two to no letter, ever.
_STAND_IN = str.maketrans("[\\", "\ufdd0\ufdd1")
_PRINTED = str.maketrans("\ufdd0\ufdd1", "[\\")


class Console(rich.console.Console):
    """Prints lines of markup, and tables.

    A name could hold the end of a line, so a line of ours has none: each is printed by itself.
    """

    def __init__(self, *, stderr: bool = False, **how: Any) -> None:  # noqa: ANN401 - Rich's own
        super().__init__(stderr=stderr, highlight=False, emoji=False, **how)

    @property
    def file(self) -> IO[str]:
        """Give the stream below all that wrap it: a bar of Rich's wraps one that is wrapped."""
        file = super().file
        while (inner := getattr(file, "rich_proxied_file", None)) is not None:
            file = inner
        return file

    @file.setter
    def file(self, new: IO[str]) -> None:
        self._file = new

    def render_str(self, text: str, **how: Any) -> Text:  # noqa: ANN401 - Rich's own
        return super().render_str(shown(text), **how)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Give the pieces to print; only Rich's own controls are controls."""
        for text, style, control in super().render(renderable, options):
            printed = text if control else shown(text, lines=True).translate(_PRINTED)
            yield Segment(printed, style, control)


def named(text: str) -> str:
    """Write a text of files, models or people for a line of markup, which it cannot change."""
    return shown(text).translate(_STAND_IN)
