"""Where things are, as a person says: home, catalog, drives and the file of settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sidecar.errors import InvalidParams

# What the user's file is called in Linnet's home.
FILE_NAME = "settings.toml"


def chosen_profile(environment: Mapping[str, str]) -> str | None:
    """Name the profile of `LINNET_PROFILE`, if it says one."""
    return environment.get("LINNET_PROFILE") or None


def chosen_file(typed: str | None, said: str | None) -> Path | None:
    """Find the file of settings that was named; raises InvalidParams if it is not there."""
    named, field = (typed, "--settings") if typed else (said, "LINNET_SETTINGS")
    if not named:
        return None
    path = Path(os.path.abspath(named))
    if not os.path.isfile(path):
        what = f"{named} is a folder." if os.path.isdir(path) else f"There is no file {named}."
        raise InvalidParams(what, field=field, hint="Name a file of settings (TOML).")
    return path


def usual_file(home: Path) -> Path:
    """Name the user's file, which may be missing; raises InvalidParams for what is no file."""
    path = home / FILE_NAME
    if os.path.lexists(path) and not os.path.isfile(path):
        raise InvalidParams(
            f"{path} is no file that can be read.",
            field=str(path),
            hint="It is a folder, or a link that leads nowhere. Put a file there, or remove it.",
        )
    return path


def home_folder(text: str | None) -> Path:
    """Name Linnet's home, which may be missing; raises InvalidParams for a file."""
    home = Path(text) if text else _user_data()
    if text and home.exists() and not home.is_dir():
        raise InvalidParams(
            f"{text} is a file.", field="LINNET_HOME", hint="Name a folder for models and catalog."
        )
    return home


def catalog_file(text: str | None, chosen: str | None) -> Path | None:
    """Name the catalog of a flag, else of the variable; raises InvalidParams for a folder."""
    if chosen or not text:
        return Path(chosen) if chosen else None
    if Path(text).is_dir():
        raise InvalidParams(
            f"{text} is a folder.", field="LINNET_CATALOG", hint="Name the catalog's file."
        )
    return Path(text)


def drives_of(text: str | None) -> dict[str, Path]:
    """Read the places of drives by their labels; raises InvalidParams for what names none."""
    drives = {}
    for part in filter(None, (text or "").split(os.pathsep)):
        label, _, place = part.partition("=")
        if not label or not place:
            raise InvalidParams(
                f'"{part}" does not name a drive.',
                field="LINNET_DRIVES",
                hint=f"Write LABEL=place, with {os.pathsep} between several.",
            )
        drives[label] = Path(place)
    return drives


def _user_data() -> Path:
    # Imported here because a sidecar with LINNET_HOME does not need it.
    import platformdirs

    return Path(platformdirs.user_data_dir("linnet", appauthor=False))
