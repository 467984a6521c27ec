"""`settings/show` tells every setting, and where its value comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.contract.settings import Profile, Setting, ShowSettingsRequest, ShowSettingsResult
from sidecar.profiles.layers import Origin, profile_names, read_profile
from sidecar.rpc.verb import Call
from sidecar.settings import known_settings, value_of

_DEFAULT: Origin = ("default", "")


def show(engine: Engine, request: ShowSettingsRequest, call: Call) -> ShowSettingsResult:
    """List all settings; reads no file but the program's own profiles."""
    settings = engine.settings
    profiles = [
        Profile(name=name, description=read_profile(name, "profile").description)
        for name in profile_names()
    ]
    return ShowSettingsResult(
        profile=settings.profile,
        profiles=profiles,
        file="" if settings.file is None else str(settings.file),
        file_read=settings.file_read,
        settings=[*_places(engine), *_settings(engine)],
        unknown_variables=[*settings.unknown],
    )


def _settings(engine: Engine) -> Iterator[Setting]:
    settings = engine.settings
    for name, entry in known_settings().items():
        origin = settings.origins.get(name, _DEFAULT)
        allowed = entry.kind.allowed
        yield Setting(
            name=name,
            value=entry.kind.shown(value_of(settings, entry)),
            source=origin[0],
            place=origin[1] or None,
            variable=entry.variable,
            explained=f"{entry.explained} {allowed[0].upper()}{allowed[1:]}.".strip(),
        )


def _places(engine: Engine) -> Iterator[Setting]:
    """List where things are, which no file of settings says."""
    settings, origins = engine.settings, engine.settings.origins
    drives = [f"{label}={place}" for label, place in settings.drives.items()]
    for name, value, explained in (
        ("home", str(settings.home), "Folder of models, and of the usual catalog."),
        ("catalog", str(engine.catalog_path), "File of the catalog."),
        ("drives", drives, f"Drives as LABEL=place, with {os.pathsep} between several."),
    ):
        origin = origins.get(name, _DEFAULT)
        if name == "catalog" and engine.catalog_path != settings.catalog:
            origin = ("flag", "initialize")  # a client chose it as it connected
        yield Setting(
            name=name,
            value=value,
            source=origin[0],
            place=origin[1] or None,
            variable=f"LINNET_{name.upper()}",
            explained=explained,
        )


METHODS = (Method("settings/show", show, "quick", "List all settings, and where each comes from."),)
