"""What patterns of folders and of file names share: `{field}` reads a text, `*` matches any."""

from __future__ import annotations

import re
from collections.abc import Collection

from sidecar.errors import InvalidParams

_FIELD = re.compile(r"\{([^{}]*)\}")
_PIECE = re.compile(r"\{[^{}]*\}|\*|[^{}*]+")


def pieces(pattern: str) -> list[str]:
    """Split a pattern into `{field}`, `*` and plain text, in order."""
    return _PIECE.findall(pattern)


def fields(pattern: str, known: Collection[str], hint: str) -> list[str]:
    """List the fields of a pattern.

    Raises InvalidParams for a field that is not `known` or stands twice, and for a lonely brace.
    """
    if set(_FIELD.sub("", pattern)) & set("{}"):
        raise refused("The pattern has an opening or closing brace without the other.", hint)
    names = _FIELD.findall(pattern)
    for name in names:
        if name not in known:
            raise refused(f'A pattern cannot have "{{{name}}}".', hint)
        if names.count(name) > 1:
            raise refused(f'The pattern has "{{{name}}}" twice.', hint)
    return names


def refused(message: str, hint: str) -> InvalidParams:
    """Say what is wrong with a pattern; the hint gives patterns that are right."""
    return InvalidParams(message, field="pattern", hint=hint)
