"""Which characters of names and paths are shown as codes, and which make a cell a formula."""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from functools import lru_cache

# A terminal or a spreadsheet obeys these, or does not show them: all control characters (C0, DEL,
# C1), line and paragraph separators, direction marks, blanks without width, tags, and halves of
# surrogate pairs. The two joiners stay, because Persian and Indian names are spelled with them.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"
)
_SHOWN = re.compile(f"[{_HIDDEN}]")
_SHOWN_BUT_LINES = re.compile(f"(?!\n)[{_HIDDEN}]")
_SHOWN_BUT_BLANKS = re.compile(f"(?![\n\t])[{_HIDDEN}]")

# A text may hold such a code itself; its `<` then becomes a code too.
_CODE = re.compile(r"<U\+([0-9A-F]{4,6})>")
_CODED = re.compile(f"(?!\n)[{_HIDDEN}]|<(?=U\\+[0-9A-F]{{4,6}}>)")
_MAY_BE_CODED = re.compile(f"[{_HIDDEN}<]")

# A spreadsheet reads a cell that begins with one of these as a formula; some also take the wide,
# small, raised and lowered forms.
_FORMULA = frozenset(
    "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
    "\u207c\u208c\u207a\u208a\u207b\u208b\ufb29\u2212"
)

_BEFORE = re.compile(r"\A[\s']+")

# Letters that look like blanks.
_BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN_KINDS = frozenset(("Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"))

# A shell reads these even between double quotes.
_OF_SHELLS = frozenset('"$`\\!')


def as_word(text: str) -> str:
    """Quote a text as one word of a command that a person pastes into a terminal.

    All systems take double quotes; only a name that a shell would change needs single ones.
    """
    quoted = shlex.quote(text)
    if quoted == text or (os.name != "nt" and _OF_SHELLS & set(text)):
        return quoted
    return f'"{text}"'


def shown(text: str, *, lines: bool = False, tabs: bool = False) -> str:
    """Write each control or invisible character as its code, such as <U+001B>.

    `lines` keeps line feeds, and `tabs` keeps both line feeds and tabs.
    """
    hidden = _SHOWN_BUT_BLANKS if tabs else _SHOWN_BUT_LINES if lines else _SHOWN
    return hidden.sub(_code, text) if hidden.search(text) else text


def coded(text: str) -> str:
    """Write a text for a cell as `shown` does, so that `uncoded` gives it back.

    Line feeds stay: a cell may have lines.
    """
    return _CODED.sub(_code, text) if _MAY_BE_CODED.search(text) else text


def uncoded(text: str) -> str:
    """Give back what `coded` wrote; other codes stay as they are."""
    return _CODE.sub(_decoded, text) if "<U+" in text else text


@lru_cache(maxsize=4096)  # species and files repeat
def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet may read a cell as a formula: it skips unseen characters."""
    for each in text:
        if each in _FORMULA:
            return True
        unseen = each in _BLANK_LETTERS or unicodedata.category(each) in _UNSEEN_KINDS
        if not unseen:
            return False
    return False


def guarded(text: str) -> str:
    """Put an apostrophe before a formula; also before one that has apostrophes already."""
    return f"'{text}" if _runs(text) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded`, or another program, put before a formula."""
    return text[1:] if text.startswith("'") and _runs(text) else text


def _runs(text: str) -> bool:
    """Tell whether a text is a formula without the apostrophes and blanks before it."""
    return is_formula(_BEFORE.sub("", text, count=1))


def _code(found: re.Match[str]) -> str:
    return f"<U+{ord(found[0]):04X}>"


def _decoded(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    if number > 0x10FFFF:
        return found[0]
    letter = chr(number)
    return letter if letter == "<" or _SHOWN.match(letter) else found[0]


def composed(name: str) -> str:
    """Write a name with composed letters (NFC), as keyboards do; folders of macOS part them."""
    return unicodedata.normalize("NFC", name)


def spellings(name: str | None) -> tuple[str | None, str | None]:
    """Give a name with composed letters and with parted ones (NFD), which look the same."""
    return (None, None) if name is None else (composed(name), unicodedata.normalize("NFD", name))
