"""Profiles, the user's file, variables and flags: which one counts, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.contract.settings import Setting, ShowSettingsRequest
from sidecar.errors import InvalidParams
from sidecar.methods.settings import show
from sidecar.profiles.layers import PROFILES, of_file, profile_names, read_profile
from sidecar.profiles.paths import FILE_NAME
from sidecar.rpc.verb import Call
from sidecar.settings import Settings, known_settings, read_settings

NAMES = ("desktop", "edge", "field", "server")


def _read(home: Path, file: str = "", **variables: str) -> Settings:
    if file:
        (home / FILE_NAME).write_text(file, "utf-8")
    return read_settings({"LINNET_HOME": str(home), **variables})


def _shown(settings: Settings) -> dict[str, Setting]:
    result = show(Engine(settings), ShowSettingsRequest(), Call())
    return {each.name: each for each in result.settings}


def test_the_program_has_these_profiles_and_each_says_what_it_is_for() -> None:
    assert tuple(profile_names()) == NAMES
    assert all(read_profile(name, "").description.endswith(".") for name in NAMES)


def test_the_desktop_is_what_linnet_does_by_itself(tmp_path: Path) -> None:
    """So no file is read to start with it, and its file must set nothing."""
    known = known_settings()
    assert of_file(read_profile("desktop", ""), known, "desktop").values == {}
    assert _read(tmp_path) == _read(tmp_path, LINNET_PROFILE="desktop")


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_sets_what_its_file_says(name: str, tmp_path: Path) -> None:
    said = tomllib.loads((PROFILES / f"{name}.toml").read_text("utf-8"))
    shown = _shown(_read(tmp_path, LINNET_PROFILE=name))
    flat = {key: value for key, value in said.items() if not isinstance(value, dict)}
    flat.pop("description")
    for section, values in said.items():
        if isinstance(values, dict):
            flat |= {f"{section}.{key}": value for key, value in values.items()}
    assert {key: shown[key].value for key in flat} == flat
    assert all(shown[key].source == "profile" and shown[key].place == name for key in flat)
    others = {key for key in shown if key not in flat} - {"home", "catalog", "drives"}
    assert all(shown[key].source == "default" for key in others)


def test_the_field_is_careful_with_memory(tmp_path: Path) -> None:
    settings = _read(tmp_path, LINNET_PROFILE="field")
    assert (settings.threads, settings.inference.max_batch) == (2, 1)
    assert settings.inference.providers == ("cpu",)
    assert (settings.windows.overlap, settings.windows.skip_below) == (0.25, -60.0)
    assert settings.fallback.strategies == ("deferred",)


def test_the_later_one_counts(tmp_path: Path) -> None:
    file = 'profile = "edge"\nthreads = 5\n[inference]\nmax_batch_size = 7\n'
    by_file = _read(tmp_path, file)
    assert by_file.profile == "edge"
    assert (by_file.threads, by_file.inference.max_batch) == (5, 7)
    assert by_file.windows.overlap == 0.5  # the profile's
    by_variable = _read(tmp_path, LINNET_THREADS="6", LINNET_INFERENCE_MAX_BATCH_SIZE="8")
    assert (by_variable.threads, by_variable.inference.max_batch) == (6, 8)
    assert _read(tmp_path, LINNET_PROFILE="server").windows.overlap == 0.75
    environment = {"LINNET_HOME": str(tmp_path), "LINNET_PROFILE": "server"}
    flagged = read_settings(environment, profile="field")
    assert flagged.profile == "field" and flagged.windows.overlap == 0.25
    assert flagged.threads == 5  # the file's still


def test_a_file_that_was_typed_counts_before_the_variable_and_the_home(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("threads = 1\n")
    for number, name in ((2, "said"), (3, "typed")):
        (tmp_path / f"{name}.toml").write_text(f"threads = {number}\n")
    environment = {"LINNET_HOME": str(tmp_path)}
    assert read_settings(environment).threads == 1
    environment["LINNET_SETTINGS"] = str(tmp_path / "said.toml")
    assert read_settings(environment).threads == 2
    assert read_settings(environment, file=str(tmp_path / "typed.toml")).threads == 3
    with pytest.raises(InvalidParams) as told:
        read_settings(environment, file=str(tmp_path / "none.toml"))
    assert told.value.field == "--settings" and "none.toml" in told.value.message


def test_one_word_brings_a_default_back(tmp_path: Path) -> None:
    file = 'profile = "field"\nthreads = "default"\n[preprocessing]\nskip_below = "default"\n'
    settings = _read(tmp_path, file, LINNET_PREPROCESSING_WINDOW_OVERLAP="default")
    assert settings.threads is None
    assert settings.windows == replace(settings.windows, overlap=None, skip_below=None)


def test_every_setting_says_where_it_comes_from(tmp_path: Path) -> None:
    file = '# mine\nprofile = "field"\n\n[forward]\nurl = "https://x.org"\ntoken_file = "t"\n'
    settings = _read(tmp_path, file, LINNET_INFERENCE_WARM_UP="false", LINNET_CATALOG="c")
    shown = _shown(settings)
    path = str(tmp_path / FILE_NAME)

    def of(name: str) -> tuple[Any, str, str | None]:
        return shown[name].value, shown[name].source, shown[name].place

    assert of("forward.url") == ("https://x.org", "file", f"{path}, line 5")
    assert of("forward.token_file")[0] == str(tmp_path / "t")  # relative to the file
    assert of("inference.warm_up") == (False, "variable", "LINNET_INFERENCE_WARM_UP")
    assert of("threads") == (2, "profile", "field")
    assert of("cache_gb") == (1.0, "profile", "field")
    assert of("breaker.failures") == (5, "default", None)
    assert of("catalog") == ("c", "variable", "LINNET_CATALOG")


def test_every_field_of_every_section_is_a_setting() -> None:
    """A section's new field needs no list: its type gives its kind, and a Key its bounds."""
    known = known_settings()
    groups = ("inference", "windows", "recorder", "breaker", "fallback", "metrics", "forward")
    types = {each.name: each.default_factory for each in fields(Settings)}
    of_sections = {each.field for each in known.values() if each.section}
    assert of_sections == {each.name for group in groups for each in fields(types[group]())}  # type: ignore[operator]
    assert all(each.explained.endswith(".") and each.kind.allowed for each in known.values())


# Each: a file, the line that the error names, and words of its message and hint.
WRONG_FILES = [
    ("threads = 2\n[inferense]\n", 2, 'no section "inferense"', '"inference"'),
    ("[inference]\nmax_batch = 1\n", 2, 'no setting "max_batch" in [inference]', "max_batch_size"),
    ("[inference]\n\nthreads = 1\n", 3, 'no setting "threads" in [inference]', "intra_threads"),
    ("thread = 1\n", 1, 'no setting "thread"', '"threads"'),
    ("inference = 1\n", 1, "is a section", "[inference]"),
    ('[inference]\nproviders = ["cud"]\n', 2, '"cud" is not possible', '"cuda"'),
    ('[inference]\nproviders = "cuda"\n', 2, "is not a list", "a list of some of cuda"),
    ('[inference]\nproviders = ["cpu", "cpu"]\n', 2, "twice", "a list"),
    ("[inference]\nmax_batch_size = 0\n", 2, '"0" is not a number of windows', "from 1 to 256"),
    ("[inference]\nmax_batch_size = 1.5\n", 2, '"1.5" is not', "a whole number"),
    ("[inference]\nmax_batch_size = true\n", 2, '"true" is not', "a whole number"),
    ("[inference]\nwarm_up = 1\n", 2, "is not true or false", "true or false"),
    ("[preprocessing]\nwindow_overlap = 1.0\n", 2, "is not a share", "0 to 0.75"),
    ("[preprocessing]\nskip_below = nan\n", 2, "is not a level in dBFS", "-1,000 to 0"),
    ("[preprocessing]\nenergy_threshold = 1e-6\n", 2, "energy_threshold", "skip_below"),
    ("[fallback]\nstrategies = [1]\n", 2, '"1" is not possible', "sameContent"),
    ("[forward]\nurl = 5\n", 2, "is not a text", "a text"),
    ('[metrics]\ntextfile = ""\n', 2, "is not a path", "the path of a file"),
    ('[inference]\nmodel_variant = "int4"\n', 2, '"int4" is not possible', '"int8"'),
    ('profile = "feild"\n', 1, 'no profile "feild"', '"field"'),
]


@pytest.mark.parametrize(("file", "line", "message", "hint"), WRONG_FILES)
def test_what_is_wrong_in_a_file_is_named_by_its_line(
    file: str, line: int, message: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidParams) as told:
        _read(tmp_path, file)
    assert told.value.field == f"{tmp_path / FILE_NAME}, line {line}"
    assert message in told.value.message and told.value.message.endswith(".")
    assert hint in told.value.hint


@pytest.mark.parametrize("text", ["threads =", "a = 1\na = 2", "x = " + "[" * 5_000, "x" * 9])
def test_a_file_that_is_no_toml_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidParams) as told:
        _read(tmp_path, text)
    assert told.value.field == str(tmp_path / FILE_NAME) and told.value.hint


def test_a_file_of_notepad_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / FILE_NAME).write_text("threads = 3\r\n", encoding)
        assert _read(tmp_path).threads == 3


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("LINNET_INFERENCE_PROVIDER", "cpu", "LINNET_INFERENCE_PROVIDERS"),
        ("LINNET_INFERENCE_PROVIDERS", "cpu,gpu", "Choose from"),
        ("LINNET_INFERENCE_OPTIMISED", "yes", "true or false"),
        ("LINNET_BREAKER_FAILURES", "1e3", "a whole number"),
        ("LINNET_FORWARD_TIMEOUT_S", "soon", "a number from 0.1"),
        ("LINNET_PROFILE", "laptop", "desktop, edge, field, server"),
        ("LINNET_SETTINGS", "/nowhere/x.toml", "TOML"),
    ],
)
def test_a_wrong_variable_of_a_section_is_named(
    name: str, text: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidParams) as told:
        _read(tmp_path, **{name: text})
    assert told.value.field == name and hint in told.value.hint


def test_variables_that_are_no_settings_are_left_alone(tmp_path: Path) -> None:
    assert _read(tmp_path, LINNET_SIDECAR="x", LINNET_INFERENCE_PROVIDERS="") == _read(tmp_path)


def _linnet(home: Path, *typed: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment: Mapping[str, str] = {**os.environ, "LINNET_HOME": str(home), **more}
    return subprocess.run(
        [sys.executable, "-m", "sidecar", *typed],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "typed",
    [
        ("settings", "show", "--profile", "field"),
        ("--profile", "field", "settings", "show"),
        ("settings", "--profile=field", "show"),
    ],
)
def test_a_profile_is_typed_at_any_place(typed: tuple[str, ...], tmp_path: Path) -> None:
    done = _linnet(tmp_path, *typed, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["profile"], told["fileRead"]) == (0, "field", False)
    assert [each["name"] for each in told["profiles"]] == list(NAMES)


def test_a_person_reads_where_each_setting_comes_from(tmp_path: Path) -> None:
    home = tmp_path / ("long " * 40).strip()  # a table in a pipe has a line for each row
    home.mkdir()
    (home / FILE_NAME).write_text("threads = 3\n")
    lines = _linnet(home, "settings", "show", LINNET_CACHE_GB="2").stdout.splitlines()
    of = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines if line.strip()}
    assert of["threads"].split(maxsplit=2) == ["3", "file", f"{home / FILE_NAME}, line 1"]
    assert of["cache_gb"].split() == ["2", "variable", "LINNET_CACHE_GB"]
    listed = _linnet(tmp_path, "settings", "profiles", "--profile", "edge").stdout
    assert "edge     in use" in listed and "Raspberry Pi" in listed


@pytest.mark.parametrize("command", [["serve"], ["query", "runs"], ["settings", "show"]])
def test_the_program_ends_at_once_over_a_wrong_file(command: list[str], tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("[inference]\nmax_batch = 1\n")
    done = _linnet(tmp_path, *command)
    assert (done.returncode, done.stdout) == (2, "")
    place = f"{tmp_path / FILE_NAME}, line 2"
    assert done.stderr.startswith(f'linnet: {place}: There is no setting "max_batch"')
    assert "Traceback" not in done.stderr


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, permissions: None) -> None:
    """Without it, the user's settings would be left out silently."""
    (tmp_path / FILE_NAME).write_text("threads = 3\n")
    (tmp_path / FILE_NAME).chmod(0)
    with pytest.raises(InvalidParams) as told:
        _read(tmp_path)
    assert told.value.field == str(tmp_path / FILE_NAME)
    assert told.value.message == "This file cannot be read." and told.value.hint


def test_who_has_no_settings_waits_for_none(tmp_path: Path) -> None:
    """The reader of TOML and the layers would take several milliseconds of each start."""
    code = (
        "import sys; from sidecar.settings import read_settings; "
        f"read_settings({{'LINNET_HOME': {str(tmp_path)!r}}}); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "sidecar.settings" in loaded
    assert not {"tomllib", "sidecar.profiles.layers", "sidecar.text"} & loaded


def test_a_variable_that_sets_nothing_is_named(tmp_path: Path) -> None:
    settings = _read(tmp_path, LINNET_THREAD="3", LINNET_THREADS="2")
    assert settings.threads == 2 and settings.unknown == ("LINNET_THREAD",)
    ran = _linnet(tmp_path, "settings", "show", LINNET_THREAD="3")
    assert ran.returncode == 1 and "the variable LINNET_THREAD sets nothing" in ran.stdout


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_is_no_file_is_not_passed_over(kind: str, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(InvalidParams, match="no file that can be read"):
        _read(tmp_path)


def test_a_list_can_be_empty_on_purpose(tmp_path: Path) -> None:
    assert _read(tmp_path, LINNET_FALLBACK_STRATEGIES="none").fallback.strategies == ()
    assert _read(tmp_path, "[fallback]\nstrategies = []\n").fallback.strategies == ()


def test_a_file_of_metrics_has_the_name_that_its_collector_reads(tmp_path: Path) -> None:
    with pytest.raises(InvalidParams, match=r"does not end in \.prom"):
        _read(tmp_path, LINNET_METRICS_TEXTFILE=str(tmp_path / "m.txt"))
