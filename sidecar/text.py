"""Reads text that people touch: any program's encoding, line ends and separators."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from sidecar.characters import uncoded, unguarded
from sidecar.errors import RecordingNotFound, UnsupportedFormat
from sidecar.regular import check_regular, read_regular

# A million labels take a tenth of this; a larger file is no text that a person touched.
_LARGEST = 1 << 30

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The encodings that only a guess can find: other bytes would be text in them too.
_GUESSES = ("windows-1252", "latin-1")

# Every table has these; read in the wrong byte order, they are rare.
_COMMON = re.compile(r"[\t\n\r 0-9A-Za-z]")

# A spreadsheet's first line may name the separator.
_NAMED = re.compile(r"sep=([\t,;])?", re.IGNORECASE)

# A comment may have lines; a quote that never ends must not take in the rest of a table.
_LONGEST_CELL = 100

_ALIKE = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bb\u02bc\u2032\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None),
}


@dataclass(frozen=True)
class Text:
    """A file's text, with a line feed at each line's end, and the encoding that it was read in."""

    text: str
    encoding: str

    @property
    def guessed(self) -> bool:
        """Tell whether the encoding is a guess: accents may be wrong."""
        return self.encoding in _GUESSES

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass(frozen=True)
class Row:
    """The cells of a row, and the line of the file on which the row begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """All rows that have text; the first may hold titles. `separator` is empty for one column."""

    rows: list[Row]
    separator: str
    encoding: str


def read_text(path: Path) -> Text:
    """Read a text file of any program on any system.

    Raises RecordingNotFound if the file cannot be opened, UnsupportedFormat if it is not text.
    """
    try:
        if check_regular(path).st_size > _LARGEST:
            raise UnsupportedFormat(
                "This file is too large for a text: it has over 1 GiB.", path=path
            )
        content = read_regular(path)
    except FileNotFoundError as error:
        raise RecordingNotFound("There is no such file.", path=path) from error
    except OSError as error:
        raise RecordingNotFound(
            "This file cannot be read.", hint=str(error.strerror), path=path
        ) from error
    text, encoding = _decoded(content)
    if "\0" in text:
        raise UnsupportedFormat(
            "This file is not text.", hint="Save the table as text or CSV.", path=path
        )
    return Text(re.sub(r"\r\n?", "\n", text), encoding)


def read_table(path: Path) -> Table:
    """Read a table whose cells a tab, comma or semicolon separates. Raises as `read_text`."""
    return table_of(read_text(path))


def table_of(text: Text) -> Table:
    """Split a text into rows and cells.

    Quotes around a cell go, and so does a spreadsheet's guard against formulas. A quoted cell may
    go on over lines, if its row then has no more cells than the first. Blanks inside cells stay,
    because a path may hold two; `tidy` joins them.
    """
    lines = text.lines
    at = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    separator = ""
    if at < len(lines) and (named := _NAMED.fullmatch(lines[at].strip(" "))):
        separator = named[1] or ""
        at += 1
    first = next((line for line in lines[at:] if line.strip()), "")
    separator = separator or _separator(first)
    rows: list[Row] = []
    while at < len(lines):
        cells, taken = _cells(lines, at, separator, len(rows[0].cells) if rows else 0)
        if any(cells):
            rows.append(Row(at + 1, cells))
        at += taken
    return Table(rows, separator, text.encoding)


def tidy(text: str) -> str:
    """Join no-break and doubled blanks to one blank, and take off those at the ends."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Give the form in which two names match, whoever typed them.

    Case, kinds of blanks, quotes and dashes do not count, nor how a system composes an accent.
    Accents themselves count: in Vietnamese, for example, they alone tell one bird from another.
    """
    # Twice, because folding one letter's case can make another form.
    for _ in range(2):
        plain = unicodedata.normalize("NFKC", text.translate(_ALIKE))
        text = unicodedata.normalize("NFKC", plain.casefold().translate(_ALIKE))
    return tidy(text)


def bare(name: str) -> str:
    """Take the accents off a folded name."""
    apart = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _decoded(content: bytes) -> tuple[str, str]:
    """Decode by the mark, else as UTF-16 if there are zeros, as UTF-8, as Western European."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            content = content[len(mark) :]
            if encoding != "utf-8":
                return content.decode(encoding, "replace"), encoding
            break
    # No text in single bytes holds a zero; in UTF-16, each line end and digit has one.
    if b"\0" in content:
        read = [each for each in map(_utf_16, [content] * 2, ("utf-16-le", "utf-16-be")) if each]
        return max(read, key=lambda each: len(_COMMON.findall(each[0])), default=("\0", ""))
    for encoding in ("utf-8", "windows-1252"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "latin-1"


def _utf_16(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        return None


def _separator(line: str) -> str:
    """Find the separator of a first line: no title or name holds a tab."""
    bare = re.sub(r'"[^"]*"', "", line)
    if "\t" in bare:
        return "\t"
    most = max(";", ",", key=bare.count)
    return most if most in bare else ""


def _cells(lines: list[str], at: int, separator: str, width: int) -> tuple[list[str], int]:
    """Split the row that begins at a line; also count its lines."""
    line = lines[at]
    cells = _quoted(line, separator)
    if cells is not None:
        return cells, 1
    joined = line
    for taken, following in enumerate(lines[at + 1 : at + _LONGEST_CELL], start=2):
        joined += "\n" + following
        if '"' in following and (cells := _quoted(joined, separator)) is not None:
            if len(cells) <= width:
                return cells, taken
            break
    # The quote is a letter of its cell.
    parts = line.split(separator) if separator else [line]
    return [_plain(part, separator) for part in parts], 1


def _quoted(text: str, separator: str) -> list[str] | None:
    """Split a row; None if its last quoted cell does not end.

    A quote is a letter in a cell that has no quotes around it, as in `5" pipe`.
    """
    if '"' not in text:
        parts = text.split(separator) if separator else [text]
        return [_plain(part, separator) for part in parts]
    inside, end = (f"[^{separator}]*", rf"(?={separator}|\Z)") if separator else (".*", r"\Z")
    cell = re.compile(rf' *"(?P<quoted>(?:[^"]|"")*)" *{end}|(?P<plain>{inside})', re.DOTALL)
    cells: list[str] = []
    place = 0
    while place <= len(text):
        found = cell.match(text, place)
        assert found
        if found["quoted"] is not None:
            cells.append(_plain(found["quoted"].replace('""', '"'), separator))
        elif found["plain"].count('"') % 2 and found["plain"].lstrip().startswith('"'):
            return None
        else:
            cells.append(_plain(found["plain"], separator))
        place = found.end() + 1
    return cells


def _plain(cell: str, separator: str) -> str:
    bare = cell if separator == "\t" else unguarded(cell.lstrip())
    return uncoded(bare.strip())
