"""What the value of a setting may be, and how a wrong one is told."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What the user's file, a variable and an answer may hold.
Plain = bool | int | float | str | list[str] | None

# A whole number as a variable has it; Python itself reads digits of any script.
_WHOLE = re.compile(r"-?[0-9]{1,12}", re.ASCII)

# A list that is empty on purpose.
_NONE = "none"

# A wrong value is quoted up to here.
_QUOTED = 60


class WrongValue(Exception):
    """A value that a setting cannot have; `message` and `hint` are sentences."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Kind:
    """The values that a setting may have; the base takes any text."""

    def of_text(self, text: str) -> object:
        """Turn the text of a variable into a value of the user's file."""
        return text

    def read(self, value: object, folder: Path) -> object:
        """Read a value; relative paths begin at `folder`. Raises WrongValue."""
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise self.wrong(value, "a text of one character or more")
        return value

    def shown(self, value: Any) -> Plain:  # noqa: ANN401 - whatever `read` gave
        """Turn a value that was read into a plain one."""
        return None if value is None else str(value)

    @property
    def allowed(self) -> str:
        """Say what the setting allows, as the end of "Give ..."."""
        return "a text"

    def wrong(self, value: object, what: str) -> WrongValue:
        return WrongValue(f'"{_quoted(value)}" is not {what}.', f"Give {self.allowed}.")


@dataclass(frozen=True)
class Number(Kind):
    """A number from `least` to `most`; `what` names it, such as "a number of threads"."""

    least: float
    most: float
    what: str = "a number"
    whole: bool = False

    def of_text(self, text: str) -> object:
        text = text.strip()
        if self.whole:
            return int(text) if _WHOLE.fullmatch(text) else text
        try:
            return float(text)
        except ValueError:
            return text

    def read(self, value: object, folder: Path) -> object:
        kinds: tuple[type, ...] = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise self.wrong(value, self.what)
        assert isinstance(value, int | float)
        if not self.least <= value <= self.most:  # refuses NaN too
            raise self.wrong(value, self.what)
        return value if self.whole else float(value)

    def shown(self, value: Any) -> Plain:  # noqa: ANN401
        return None if value is None else float(value) if not self.whole else int(value)

    @property
    def allowed(self) -> str:
        number = "a whole number" if self.whole else "a number"
        return f"{number} from {self.least:,g} to {_exact(self.most)}"


@dataclass(frozen=True)
class Gigabytes(Number):
    """An amount of memory or disk; the setting itself counts bytes."""

    least: float = 0.0
    most: float = 1_000_000.0
    what: str = "a number of gigabytes"

    def read(self, value: object, folder: Path) -> object:
        gigabytes = super().read(value, folder)
        assert isinstance(gigabytes, float)
        return round(gigabytes * 1e9)

    def shown(self, value: Any) -> Plain:  # noqa: ANN401
        return None if value is None else float(value) / 1e9


@dataclass(frozen=True)
class Switch(Kind):
    def of_text(self, text: str) -> object:
        return {"true": True, "false": False}.get(text.strip(), text)

    def read(self, value: object, folder: Path) -> object:
        if not isinstance(value, bool):
            raise self.wrong(value, "true or false")
        return value

    def shown(self, value: Any) -> Plain:  # noqa: ANN401
        return bool(value)

    @property
    def allowed(self) -> str:
        return "true or false"


@dataclass(frozen=True, init=False)
class OneOf(Kind):
    """One of some words."""

    words: tuple[str, ...]

    def __init__(self, *words: str) -> None:
        object.__setattr__(self, "words", words)

    def read(self, value: object, folder: Path) -> object:
        if not isinstance(value, str) or value not in self.words:
            near = meant(value, self.words)
            raise WrongValue(f'"{_quoted(value)}" is not possible here.', f"{near}{self._choose}")
        return value

    @property
    def _choose(self) -> str:
        return f"Choose from: {', '.join(self.words)}."

    @property
    def allowed(self) -> str:
        return f"one of {', '.join(self.words)}"


@dataclass(frozen=True, init=False)
class Several(OneOf):
    """Several of some words, in order, each once; a variable separates them by commas.

    `none` alone means none of them, because an empty variable counts as unset.
    """

    def __init__(self, *words: str) -> None:
        object.__setattr__(self, "words", words)

    def of_text(self, text: str) -> object:
        return [each.strip() for each in text.split(",") if each.strip()]

    def read(self, value: object, folder: Path) -> object:
        if not isinstance(value, list):
            raise WrongValue(f'"{_quoted(value)}" is not a list.', f"Give {self.allowed}.")
        if value == [_NONE]:
            return ()
        words = [super(Several, self).read(each, folder) for each in value]
        if len(set(words)) < len(words):
            raise WrongValue("The list names something twice.", f"Give {self.allowed}.")
        return tuple(words)

    def shown(self, value: Any) -> Plain:  # noqa: ANN401
        return list(value)

    @property
    def allowed(self) -> str:
        return f"a list of some of {', '.join(self.words)}, or {_NONE}"


@dataclass(frozen=True)
class FileName(Kind):
    """A path; in the user's file, a relative one begins at the folder of that file.

    `suffix` is how its name must end.
    """

    suffix: str = ""

    def read(self, value: object, folder: Path) -> object:
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise self.wrong(value, "a path")
        if not value.endswith(self.suffix):
            raise WrongValue(
                f'"{_quoted(value)}" does not end in {self.suffix}.', f"Give {self.allowed}."
            )
        return Path(os.path.abspath(folder / value))

    @property
    def allowed(self) -> str:
        ending = f" that ends in {self.suffix}" if self.suffix else ""
        return f"the path of a file{ending}"


def meant(value: object, words: Collection[str]) -> str:
    """Ask whether a word much like `value` was meant; nothing without such a word."""
    import difflib  # only for a mistake

    text = str(value)[:_QUOTED].casefold()
    known = {each.casefold(): each for each in words}
    near = difflib.get_close_matches(text, known, n=1)
    return f'Did you mean "{known[near[0]]}"? ' if near else ""


def _quoted(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _exact(number: float) -> str:
    return f"{int(number):,}" if float(number).is_integer() else f"{number:g}"
