"""Parses typed words; help and the version need no more than this."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from sidecar.characters import shown

if TYPE_CHECKING:
    from pydantic import BaseModel


# Options of all commands, which may stand before the command too.
SETTINGS = {
    "--profile": ("NAME", "kind of computer, such as field (see `linnet settings profiles`)"),
    "--settings": ("FILE", "file of settings (default: settings.toml in the user's folder)"),
}


class Parser(argparse.ArgumentParser):
    """Parses the typed words, and adds the spelling of each argument of the command."""

    def __init__(self, *texts: Any, **more: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(*texts, **more)
        self.requests: list[type[BaseModel]] = []
        # At any place of the line; a command's own default would replace what came before it.
        group = self.add_argument_group("settings")
        for word, (metavar, help) in SETTINGS.items():
            group.add_argument(word, metavar=metavar, default=argparse.SUPPRESS, help=help)

    def parse_known_args(  # type: ignore[override] # its overloads amount to this
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        parsed, rest = super().parse_known_args(args, namespace)
        if not hasattr(parsed, "spelling"):  # a command's own parser sets it first
            parsed.spelling = self.spelling()
        return parsed, rest

    def error(self, message: str) -> NoReturn:
        super().error(shown(message))

    def spelling(self) -> dict[str, str]:
        """Map each argument to the words for typing it."""
        words: dict[str, list[str]] = {}
        for action in self._actions:
            word = max(action.option_strings, key=len, default=action.metavar or action.dest)
            words.setdefault(action.dest, []).append(str(word))
        return {name: _joined(each) for name, each in words.items()}


def _joined(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
