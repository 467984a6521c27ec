"""Gathers settings from a profile, the user's file and variables; the later one counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from sidecar.errors import InvalidParams, LinnetError
from sidecar.profiles import kinds
from sidecar.profiles.kinds import FileName, Kind, Number, Switch, WrongValue, meant
from sidecar.text import read_text

Source = Literal["default", "profile", "file", "variable", "flag"]

# What gave a setting its value, and where.
Origin = tuple[Source, str]

# This word in place of a value stands for Linnet's own default.
_DEFAULT = "default"

# What a file may say besides settings.
_ABOUT = ("description", "profile")

_PREFIX = "LINNET_"


@dataclass(frozen=True)
class Key:
    """Beside the type of a setting: its kind, what it does, and its name if not the field's."""

    kind: Kind
    explained: str = ""
    name: str = ""


@dataclass(frozen=True)
class Entry:
    """A setting that a file or variable may give."""

    section: str  # empty for the settings above all sections
    key: str
    field: str
    kind: Kind
    explained: str
    default: Any

    @property
    def name(self) -> str:
        return f"{self.section}.{self.key}" if self.section else self.key

    @property
    def variable(self) -> str:
        return _PREFIX + self.name.replace(".", "_").upper()


class Given(NamedTuple):
    """Values that were read, and where each comes from; both by the name of the setting."""

    values: dict[str, Any]
    origins: dict[str, Origin]


@dataclass(frozen=True)
class SettingsFile:
    """A file of settings as it was read; `settings` maps sections to keys and values."""

    path: Path
    text: str
    settings: dict[str, Any]
    profile: str | None
    description: str

    def line(self, section: str, key: str) -> int | None:
        """Find the line of a key, or of a section's heading without one."""
        here = ""
        for number, line in enumerate(self.text.split("\n"), 1):
            if heading := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
                here = heading[1]
                if not key and here == section:
                    return number
            elif key and here == section and re.match(rf'\s*"?{re.escape(key)}"?\s*[=.]', line):
                return number
        return None

    def at(self, section: str, key: str) -> str:
        number = self.line(section, key)
        return f"{self.path}, line {number}" if number else str(self.path)


def entries(sections: Mapping[str, type]) -> dict[str, Entry]:
    """List the settings of sections by their names, such as "inference.providers"."""
    found: dict[str, Entry] = {}
    for section, owner in sections.items():
        types = get_type_hints(owner, localns=_names(), include_extras=True)
        for each in fields(owner):
            key = _key(types[each.name])
            if key is None and not section:
                continue  # no setting of a file: it says where files are
            default = each.default if each.default is not MISSING else None
            known = key or Key(_kind(types[each.name]))
            entry = Entry(
                section, known.name or each.name, each.name, known.kind, known.explained, default
            )
            found[entry.name] = entry
    return found


def _names() -> dict[str, Any]:
    return {**vars(kinds), "Key": Key, "Origin": Origin}


def _key(annotation: Any) -> Key | None:  # noqa: ANN401 - a type
    if get_origin(annotation) is Annotated:
        return next((each for each in get_args(annotation) if isinstance(each, Key)), None)
    return None


def _kind(annotation: Any) -> Kind:  # noqa: ANN401 - a type
    """Find the kind of a setting that has its type alone."""
    if get_origin(annotation) in (Union, UnionType):
        return _kind(next(each for each in get_args(annotation) if each is not NoneType))
    if annotation is bool:
        return Switch()
    if annotation in (int, float):
        return Number(0, 1e9, whole=annotation is int)
    return FileName() if annotation is Path else Kind()


def read_file(path: Path) -> SettingsFile:
    """Read a file of settings; raises InvalidParams that names the file and the line."""
    try:
        text = read_text(path).text
        read = tomllib.loads(text)
    except LinnetError as error:
        raise InvalidParams(error.message, field=str(path), hint=error.hint) from error
    except (ValueError, RecursionError) as error:
        raise InvalidParams(
            "The file of settings is not TOML.", field=str(path), hint=f"{error}."
        ) from error
    about = {name: read.pop(name, "") for name in _ABOUT}
    for name, value in about.items():
        if not isinstance(value, str):
            raise InvalidParams(f"The {name} is not a text.", field=str(path))
    return SettingsFile(path, text, read, about["profile"] or None, about["description"])


def of_file(file: SettingsFile, known: Mapping[str, Entry], profile: str | None = None) -> Given:
    """Read the settings of a file, or of the profile that it is; raises InvalidParams."""
    given = Given({}, {})
    for section, key, value in _pairs(file, known):
        place = file.at(section, key)
        entry = _entry(section, key, known, place)
        try:
            given.values[entry.name] = _read(entry, value, file.path.parent)
        except WrongValue as wrong:
            raise InvalidParams(
                f"{entry.name}: {wrong.message}", field=place, hint=wrong.hint
            ) from wrong
        given.origins[entry.name] = ("profile", profile) if profile else ("file", place)
    return given


def _pairs(file: SettingsFile, known: Mapping[str, Entry]) -> Iterator[tuple[str, str, object]]:
    """List section, key and value; raises InvalidParams for an unknown section."""
    sections = _sections(known)
    for name, value in file.settings.items():
        if not isinstance(value, dict):
            if name in sections:
                raise InvalidParams(
                    f"{name} is a section, not a setting.",
                    field=file.at("", name),
                    hint=f"Write [{name}] in a line of its own, and its settings below.",
                )
            yield "", name, value
        elif name in sections:
            for key, inner in value.items():
                yield name, key, inner
        else:
            raise InvalidParams(
                f'There is no section "{name}".',
                field=file.at(name, ""),
                hint=f"{meant(name, sections)}Sections: {', '.join(sections)}.",
            )


def _entry(section: str, key: str, known: Mapping[str, Entry], place: str) -> Entry:
    entry = known.get(f"{section}.{key}" if section else key)
    if entry is None:
        keys = [each.key for each in known.values() if each.section == section]
        within = f" in [{section}]" if section else ""
        raise InvalidParams(
            f'There is no setting "{key}"{within}.',
            field=place,
            hint=f"{meant(key, keys)}Settings{within or ' above all sections'}: {', '.join(keys)}.",
        )
    return entry


def of_variables(variables: Mapping[str, str], known: Mapping[str, Entry]) -> Given:
    """Read the settings that variables give; an empty one counts as unset.

    Raises InvalidParams that names a wrong variable, or an unknown one of a section.
    """
    given, by_variable = Given({}, {}), {each.variable: each for each in known.values()}
    sections = tuple(f"{_PREFIX}{each.upper()}_" for each in _sections(known))
    for name, text in variables.items():
        entry = by_variable.get(name)
        if not text:
            continue
        if entry is None:
            if name.startswith(sections):
                theirs = [each for each in by_variable if each.startswith(_section(name))]
                raise InvalidParams(
                    f"There is no variable {name}.",
                    field=name,
                    hint=f"{meant(name, theirs)}Variables: {', '.join(theirs)}.",
                )
            continue
        try:
            value = text if text == _DEFAULT else entry.kind.of_text(text)
            given.values[entry.name] = _read(entry, value, Path.cwd())
        except WrongValue as wrong:
            raise InvalidParams(wrong.message, field=name, hint=wrong.hint) from wrong
        given.origins[entry.name] = ("variable", name)
    return given


def _section(variable: str) -> str:
    return "_".join(variable.split("_")[:2]) + "_"


def _sections(known: Mapping[str, Entry]) -> list[str]:
    return list(dict.fromkeys(each.section for each in known.values() if each.section))


def _read(entry: Entry, value: object, folder: Path) -> object:
    return entry.default if value == _DEFAULT else entry.kind.read(value, folder)


PROFILES = Path(__file__).parent


def profile_names() -> list[str]:
    """List the profiles of the program."""
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def read_profile(name: str, place: str) -> SettingsFile:
    """Read a profile; raises InvalidParams for an unknown one, which `place` named."""
    names = profile_names()
    if name not in names:
        raise InvalidParams(
            f'There is no profile "{name}".',
            field=place,
            hint=f"{meant(name, names)}Profiles: {', '.join(names)}.",
        )
    return read_file(PROFILES / f"{name}.toml")
