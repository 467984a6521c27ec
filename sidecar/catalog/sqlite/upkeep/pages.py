"""Reads rows from a damaged database file, page by page, by SQLite's file format.

See https://www.sqlite.org/fileformat2.html. It trusts no byte, and leaves out rows that do not add
up.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass

Value = int | float | str | bytes | None
Row = tuple[int, tuple[Value, ...]]

_INDEX_INTERIOR, _TABLE_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes, by serial type
_DEFAULT_PAGE = 4096
_HEAD = 100


class Unreadable(ValueError):
    """Bytes that are not a row, or not a page."""


@dataclass(frozen=True)
class Pages:
    """The pages of a file, numbered from 1; `usable` bytes of each are SQLite's own."""

    content: mmap.mmap
    size: int
    usable: int

    @property
    def count(self) -> int:
        return len(self.content) // self.size

    def page(self, number: int) -> memoryview:
        """Give a page's bytes [size]; raises Unreadable for a number outside the file."""
        if not 1 <= number <= self.count:
            raise Unreadable(f"no page {number}")
        return memoryview(self.content)[(number - 1) * self.size : number * self.size]

    def free(self) -> set[int]:
        """List the pages of deleted rows, as far as the file names them."""
        found: set[int] = set()
        trunk = int.from_bytes(self.content[32:36], "big")
        while trunk and trunk not in found:
            try:
                page = self.page(trunk)
            except Unreadable:
                break
            found.add(trunk)
            trunk, leaves = struct.unpack_from(">II", page)
            leaves = min(leaves, self.size // 4 - 2)
            found.update(struct.unpack_from(f">{leaves}I", page, 8))
        return found

    def is_leaf(self, number: int) -> bool:
        """Tell whether a page looks like a page with rows of a table."""
        return self.page(number)[_begin(number)] == _TABLE_LEAF

    def reached(self, root: int) -> tuple[list[int], int]:
        """List the pages with rows of the table at this root, and count the damaged ones."""
        found: list[int] = []
        damaged = 0
        seen: set[int] = set()
        ahead = [root]
        while ahead:
            number = ahead.pop()
            if number in seen:
                continue
            seen.add(number)
            if not 1 <= number <= self.count:
                damaged += 1
                continue
            kind = self.page(number)[_begin(number)]
            if kind in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
                found.append(number)
            if kind in (_TABLE_INTERIOR, _INDEX_INTERIOR):
                ahead += self._children(number)
            elif kind not in (_TABLE_LEAF, _INDEX_LEAF):
                damaged += 1
        return found, damaged

    def _children(self, number: int) -> list[int]:
        page = self.page(number)
        begin = _begin(number)
        right = int.from_bytes(page[begin + 8 : begin + 12], "big")
        found = [right]
        for at in _cells(page, begin, 12):
            found.append(int.from_bytes(page[at : at + 4], "big"))
        return found[:1] + found[:0:-1]

    def rows(self, number: int) -> Iterator[Row | None]:
        """Give a page's rows: rowid (0 if a table has none) and values; None: an unreadable row."""
        page = self.page(number)
        begin = _begin(number)
        kind = page[begin]
        for at in _cells(page, begin, 12 if kind == _INDEX_INTERIOR else 8):
            try:
                yield self._row(page, at, kind)
            except (ValueError, IndexError, struct.error, OverflowError):
                yield None

    def _row(self, page: memoryview, at: int, kind: int) -> Row:
        if kind == _INDEX_INTERIOR:
            at += 4
        length, at = _varint(page, at)
        rowid = 0
        most = (self.usable - 12) * 64 // 255 - 23
        if kind == _TABLE_LEAF:
            rowid, at = _varint(page, at)
            most = self.usable - 35
        return _signed(rowid), _values(self._payload(page, at, length, most))

    def _payload(self, page: memoryview, at: int, length: int, most: int) -> bytes:
        """Collect a row's bytes, including those on its overflow pages."""
        if length > len(self.content):
            raise Unreadable("a row longer than the file")
        if length <= most:
            if at + length > self.usable:
                raise Unreadable("a row that leaves its page")
            return bytes(page[at : at + length])
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.usable - 4)
        local = local if local <= most else least
        parts = [bytes(page[at : at + local])]
        following = int.from_bytes(page[at + local : at + local + 4], "big")
        left = length - local
        while left > 0:
            more = self.page(following)
            parts.append(bytes(more[4 : 4 + min(left, self.usable - 4)]))
            left -= self.usable - 4
            following = int.from_bytes(more[:4], "big")
        return b"".join(parts)


def open_pages(content: mmap.mmap) -> Pages:
    """Read the page size; take the usual size if the file's value is impossible."""
    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    reserved = content[20]
    if size < 512 or size & (size - 1) or reserved > size - 480:
        size, reserved = _DEFAULT_PAGE, 0
    return Pages(content, size, size - reserved)


def _begin(number: int) -> int:
    return _HEAD if number == 1 else 0


def _cells(page: memoryview, begin: int, head: int) -> Iterator[int]:
    """Give the places where a page's cells begin; leaves out impossible places."""
    count = min(int.from_bytes(page[begin + 3 : begin + 5], "big"), len(page) // 4)
    first = begin + head
    for place in range(first, min(first + 2 * count, len(page) - 1), 2):
        at = int.from_bytes(page[place : place + 2], "big")
        if first <= at < len(page) - 3:
            yield at


def _varint(page: memoryview | bytes, at: int) -> tuple[int, int]:
    """Read a number of 1 to 9 bytes; returns it and where it ends."""
    value = 0
    for _ in range(8):
        byte = page[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | page[at], at + 1


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _values(payload: bytes) -> tuple[Value, ...]:
    """Read a record; raises Unreadable unless its parts add up to its length."""
    head, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != head or at + sum(map(_length, kinds)) != len(payload):
        raise Unreadable("a row whose parts do not add up")
    found: list[Value] = []
    for kind in kinds:
        length = _length(kind)
        found.append(_value(kind, payload[at : at + length]))
        at += length
    return tuple(found)


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind in (10, 11):
        raise Unreadable("a value of no kind")
    return 8 if kind == 7 else _INTEGERS.get(kind, 0)


def _value(kind: int, content: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        (number,) = struct.unpack(">d", content)
        return float(number)
    if kind < 7:
        return int.from_bytes(content, "big", signed=True)
    return content.decode("utf-8", "replace") if kind % 2 else content
