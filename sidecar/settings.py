"""Reads the settings: a profile, the user's file, the environment and flags, once, at the edge."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

from sidecar.models.providers import PROVIDERS, USUAL_PROVIDERS
from sidecar.profiles.paths import (
    FILE_NAME,
    catalog_file,
    chosen_file,
    chosen_profile,
    drives_of,
    home_folder,
    usual_file,
)
from sidecar.variant import Variant

if TYPE_CHECKING:
    # The layers are imported only where a profile, a file or a variable says something.
    from sidecar.profiles.kinds import FileName, Gigabytes, Kind, Number, OneOf, Several, Switch
    from sidecar.profiles.layers import Entry, Given, Key, Origin, SettingsFile

_USUAL = "desktop"

# These variables say where things are; the others are settings.
_PLACES = ("HOME", "CATALOG", "DRIVES", "SETTINGS", "PROFILE")


@dataclass(frozen=True)
class InferenceSettings:
    """How models run.

    `providers` are tried in this order; the CPU is always the last. `max_batch` bounds a batch
    that grows while that pays, and `batch_s` the time that one may take. `memory_bytes` bounds what
    loaded models take together. A call longer than `timeout_s` counts as a failure.
    """

    providers: Annotated[
        tuple[str, ...],
        Key(
            Several(*PROVIDERS),
            "Kinds of processors, the best first; the CPU is always the last.",
        ),
    ] = USUAL_PROVIDERS
    device_id: Annotated[
        int, Key(Number(0, 1_023, "a device's number", whole=True), "Number of the device, from 0.")
    ] = 0
    intra_threads: Annotated[
        int,
        Key(
            Number(1, 1_024, "a number of threads", whole=True),
            "Threads that compute one batch together. With 1, each thread has its own batch.",
        ),
    ] = 1
    max_batch: Annotated[
        int | None,
        Key(
            Number(1, 256, "a number of windows", whole=True),
            "The most windows that a model gets at once. Default: as suits the kind of input.",
            "max_batch_size",
        ),
    ] = None
    batch_s: Annotated[
        float,
        Key(Number(0.001, 3_600, "a number of seconds"), "The most seconds that a batch may take."),
    ] = 1.0
    variant: Annotated[
        Variant,
        Key(
            OneOf(*get_args(Variant)),
            "Precision of the model's numbers.",
            "model_variant",
        ),
    ] = "fp32"
    memory_bytes: Annotated[
        int | None,
        Key(
            Gigabytes(),
            "Gigabytes of memory that loaded models take together. Default: half of the memory.",
            "memory_gb",
        ),
    ] = None
    optimised: Annotated[
        bool, Key(Switch(), "Whether the optimised graphs of models stay on disk.")
    ] = True
    warm_up: Annotated[bool, Key(Switch(), "Whether a model hears silence before its work.")] = True
    timeout_s: Annotated[
        float,
        Key(
            Number(0.01, 86_400, "a number of seconds"),
            "Seconds after which a call of a model counts as failed.",
        ),
    ] = 120.0


@dataclass(frozen=True)
class WindowSettings:
    """What a request uses where it names none: the share of overlap, and what is too quiet."""

    overlap: Annotated[
        float | None,
        Key(
            Number(0, 0.75, "a share of the window"),
            "Share of a window that two windows have in common, where a request names no overlap.",
            "window_overlap",
        ),
    ] = None
    skip_below: Annotated[
        float | None,
        Key(
            Number(-1_000, 0, "a level in dBFS"),
            "Level in dBFS below which windows are left out, where a request names none.",
        ),
    ] = None
    find_speech: Annotated[
        bool,
        Key(Switch(), "Whether a run also finds where people speak, where a request does not say."),
    ] = False


@dataclass(frozen=True)
class RecorderSettings:
    """What is known of the recorders of all recordings."""

    db_full_scale: Annotated[
        float | None,
        Key(
            Number(0, 250, "a level in dB"),
            "Sound pressure level in dB that the recorders write at full scale (0 dBFS). Minutes "
            "then have a sound pressure level.",
        ),
    ] = None


@dataclass(frozen=True)
class BreakerSettings:
    """When a failing model is left alone, and for how long."""

    failures: Annotated[
        int,
        Key(
            Number(1, 1_000_000, "a number of failures", whole=True),
            "Failures in a row after which a model is left alone.",
        ),
    ] = 5
    recovery_s: Annotated[
        float,
        Key(
            Number(0, 86_400, "a number of seconds"),
            "Seconds after which one call tries a failed model again.",
        ),
    ] = 30.0
    successes: Annotated[
        int,
        Key(
            Number(1, 1_000, "a number of calls", whole=True),
            "Single calls that must succeed until the model is trusted again.",
        ),
    ] = 2


@dataclass(frozen=True)
class FallbackSettings:
    """What stands in for a model that failed, in this order.

    `variant`, `sameContent`, `similarWindow`, `zeroVector`, `deferred`. `similarity` is the least
    for `similarWindow`.
    """

    strategies: Annotated[
        tuple[str, ...],
        Key(
            Several("variant", "sameContent", "similarWindow", "zeroVector", "deferred"),
            "What stands in for a failed model, in this order.",
        ),
    ] = ("sameContent", "deferred")
    similarity: Annotated[
        float,
        Key(Number(0, 1, "a cosine"), "The least cosine of a similar window that stands in."),
    ] = 0.98


@dataclass(frozen=True)
class MetricsSettings:
    """Where metrics are written for a collector of node_exporter; None: nowhere."""

    textfile: Annotated[
        Path | None,
        Key(FileName(".prom"), "File of metrics for the collector of node_exporter."),
    ] = None
    every_s: Annotated[
        float, Key(Number(0.1, 86_400, "a number of seconds"), "Seconds between two writings.")
    ] = 15.0


@dataclass(frozen=True)
class ForwardSettings:
    """Where results are sent; without an address, nothing is sent.

    `token_file` holds what the receiver wants as a bearer token. `certificates` is a file of
    authorities, beside those of the system.
    """

    url: Annotated[str | None, Key(Kind(), "Address that results are sent to.")] = None
    token_file: Annotated[
        Path | None, Key(FileName(), "File with the token that the receiver wants.")
    ] = None
    certificates: Annotated[
        Path | None,
        Key(FileName(), "File of authorities that count beside those of the system."),
    ] = None
    timeout_s: Annotated[
        float,
        Key(Number(0.1, 3_600, "a number of seconds"), "Seconds that the receiver may take."),
    ] = 30.0
    most_together: Annotated[
        int,
        Key(
            Number(1, 100_000, "a number of results", whole=True),
            "The most results in one request.",
        ),
    ] = 500


@dataclass(frozen=True)
class Settings:
    """Says where Linnet's files are and how much of the machine to use.

    `home` holds models and the default catalog, `manifests` the descriptions of known models.
    `drives` maps drive labels to the folders that count as these drives. `file` is the user's file
    of settings, read if it is there; `origins` says what gave a setting its value, by its name.
    """

    home: Path
    catalog: Path
    manifests: Path
    model: Annotated[
        str, Key(Kind(), "Model of requests that name none, if no other is active.")
    ] = "birdnet-v2.4"
    threads: Annotated[
        int | None,
        Key(
            Number(1, 1_024, "a number of threads", whole=True),
            "Threads of a run. Default: one per core.",
        ),
    ] = None
    cache_bytes: Annotated[
        int,
        Key(Gigabytes(), "Gigabytes of disk for prepared recordings.", "cache_gb"),
    ] = 10_000_000_000
    drives: Mapping[str, Path] = field(default_factory=dict)
    inference: InferenceSettings = field(default_factory=InferenceSettings)
    windows: WindowSettings = field(default_factory=WindowSettings)
    recorder: RecorderSettings = field(default_factory=RecorderSettings)
    breaker: BreakerSettings = field(default_factory=BreakerSettings)
    fallback: FallbackSettings = field(default_factory=FallbackSettings)
    metrics: MetricsSettings = field(default_factory=MetricsSettings)
    forward: ForwardSettings = field(default_factory=ForwardSettings)
    profile: str = field(default=_USUAL, compare=False)
    file: Path | None = field(default=None, compare=False)
    file_read: bool = field(default=False, compare=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False)
    unknown: tuple[str, ...] = field(default=(), compare=False)  # variables that set nothing

    @property
    def models(self) -> Path:
        return self.home / "models"

    @property
    def features(self) -> Path:
        return self.home / "features"

    @property
    def overviews(self) -> Path:
        """The folder of overviews of long recordings."""
        return self.home / "overviews"

    @property
    def names(self) -> Path:
        """The folder of common names in other languages."""
        return self.home / "names"

    @property
    def taxonomy(self) -> Path:
        """The folder of the installed taxonomy."""
        return self.home / "taxonomy"

    @property
    def graphs(self) -> Path:
        """The folder of optimised graphs of models."""
        return self.home / "graphs"

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """List the folders in which Linnet itself makes and removes files."""
        return self.models, self.features, self.overviews, self.names, self.taxonomy, self.graphs


# The sections of a file of settings, and the field of `Settings` that each fills.
_SECTIONS: dict[str, tuple[str, type]] = {
    "": ("", Settings),
    "inference": ("inference", InferenceSettings),
    "preprocessing": ("windows", WindowSettings),
    "recorder": ("recorder", RecorderSettings),
    "breaker": ("breaker", BreakerSettings),
    "fallback": ("fallback", FallbackSettings),
    "metrics": ("metrics", MetricsSettings),
    "forward": ("forward", ForwardSettings),
}


def read_settings(
    environment: Mapping[str, str],
    *,
    catalog: str | None = None,
    profile: str | None = None,
    file: str | None = None,
) -> Settings:
    """Build the settings; a flag counts before a variable, then the file, then the profile.

    `LINNET_HOME`, `LINNET_CATALOG`, `LINNET_DRIVES` (`LABEL=place`, several separated as in PATH),
    `LINNET_SETTINGS` and `LINNET_PROFILE` say where things are. A setting has a variable of its
    name, such as `LINNET_THREADS` and `LINNET_INFERENCE_PROVIDERS`. An empty variable counts as
    unset. Raises InvalidParams that names the wrong variable, flag or line.
    """
    home = home_folder(environment.get("LINNET_HOME"))
    path = chosen_file(file, environment.get("LINNET_SETTINGS")) or usual_file(home)
    settings = Settings(
        home=home,
        catalog=catalog_file(environment.get("LINNET_CATALOG"), catalog) or home / "catalog.sqlite",
        manifests=Path(__file__).resolve().parent / "manifests",
        drives=drives_of(environment.get("LINNET_DRIVES")),
        file=path,
        file_read=os.path.isfile(path),  # false where nobody may look
        origins=_placed(environment, catalog),
    )
    said = {
        name: text
        for name, text in environment.items()
        if text and name.startswith("LINNET_") and name.removeprefix("LINNET_") not in _PLACES
    }
    chosen = ("--profile", profile) if profile else ("LINNET_PROFILE", chosen_profile(environment))
    if not said and not settings.file_read and chosen[1] in (None, _USUAL):
        return settings
    return _layered(settings, said, chosen)


def _placed(environment: Mapping[str, str], catalog: str | None) -> dict[str, Origin]:
    """Tell what gave the places of things."""
    placed: dict[str, Origin] = {}
    for name in ("home", "catalog", "drives"):
        variable = f"LINNET_{name.upper()}"
        if environment.get(variable):
            placed[name] = ("variable", variable)
    if catalog:
        placed["catalog"] = ("flag", "--catalog")
    return placed


def known_settings() -> dict[str, Entry]:
    """List all settings by their names, such as "inference.providers"."""
    from sidecar.profiles.layers import entries

    return entries({section: owner for section, (_, owner) in _SECTIONS.items()})


def value_of(settings: Settings, entry: Entry) -> object:
    """Give the value of one setting."""
    group = _SECTIONS[entry.section][0]
    found: object = getattr(getattr(settings, group) if group else settings, entry.field)
    return found


def changed(settings: Settings, name: str, value: float | None) -> Settings:
    """Keep a number in the user's file, None for none of its own; returns the settings with it.

    Raises InvalidParams or StorageFull, and then changes nothing.
    """
    from sidecar.profiles.layers import Given, of_file, read_file, read_profile
    from sidecar.profiles.ownfile import put

    known = known_settings()
    path = settings.file or settings.home / FILE_NAME
    put(path, name, value)
    layers = [of_file(read_profile(settings.profile, "profile"), known, settings.profile)]
    layers += [of_file(read_file(path), known)] if path.is_file() else []
    entry = known[name]
    filled = replace(settings, **{entry.field: entry.default}, file=path, file_read=path.is_file())
    own = [Given(_only(each.values, name), {}) for each in layers]
    origins = {each: origin for each, origin in settings.origins.items() if each != name}
    for layer in layers:
        origins |= _only(layer.origins, name)
    return replace(_filled(filled, known, own), origins=origins)


def _only(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {name: values[name]} if name in values else {}


def _layered(
    settings: Settings, said: Mapping[str, str], chosen: tuple[str, str | None]
) -> Settings:
    """Put the profile, the user's file and the variables over the defaults."""
    from sidecar.profiles.layers import Given, of_file, of_variables, read_file, read_profile

    known = known_settings()
    own: SettingsFile | None = None
    if settings.file_read:
        assert settings.file is not None
        own = read_file(settings.file)
    place, name = chosen
    if name is None and own is not None and own.profile is not None:
        place, name = own.at("", "profile"), own.profile
    name = name or _USUAL
    layers = [
        of_file(read_profile(name, place), known, name),
        of_file(own, known) if own is not None else Given({}, {}),
        of_variables(said, known),
    ]
    origins = {each: origin for layer in layers for each, origin in layer.origins.items()}
    filled = _filled(settings, known, layers)
    variables = {entry.variable for entry in known.values()}
    return replace(
        filled,
        profile=name,
        origins={**origins, **settings.origins},
        unknown=tuple(sorted(said.keys() - variables)),
    )


def _filled(settings: Settings, known: Mapping[str, Entry], layers: list[Given]) -> Settings:
    """Fill the fields of all sections; a later layer counts."""
    values = {name: value for layer in layers for name, value in layer.values.items()}
    fields: dict[str, dict[str, object]] = {group: {} for group, _ in _SECTIONS.values()}
    for name, value in values.items():
        fields[_SECTIONS[known[name].section][0]][known[name].field] = value
    own = {
        group: replace(getattr(settings, group), **given)
        for group, given in fields.items()
        if group and given
    }
    return replace(settings, **fields[""], **own)  # type: ignore[arg-type]
