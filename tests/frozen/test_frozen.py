"""The frozen program, as a user's machine runs it: no Python, no environment, a pipe."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.everyverb import furnished
from tests.factories import owl, write_wav
from tests.offline import spoken, use_every_method, watching, without_network, written

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "dist" / "linnet"
PROGRAM = FOLDER / ("linnet.exe" if sys.platform == "win32" else "linnet")

UNWANTED = ("torch", "matplotlib", "pandas", "librosa", "pytest", "hypothesis", "ai_edge_litert")
MOST_MEGABYTES = 150  # 143.3 with the weights of the detector of voices, of 1.2


@pytest.fixture(autouse=True)
def _only_when_asked(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--frozen"):
        pytest.skip("the frozen program is tested by `make test-frozen`")
    assert PROGRAM.exists(), "run `make frozen` first"


def _script(home: Path, *messages: dict[str, Any]) -> list[dict[str, Any]]:
    lines = b"".join(
        json.dumps({"jsonrpc": "2.0", "id": number, **message}).encode() + b"\n"
        for number, message in enumerate(messages)
    )
    ran = subprocess.run(
        [PROGRAM, "serve"],
        input=lines,
        capture_output=True,
        env={"LINNET_HOME": str(home), "PATH": "/nowhere"},
        timeout=300,
        check=True,
    )
    answers = sorted(map(json.loads, ran.stdout.splitlines()), key=lambda answer: answer["id"])
    assert not [answer for answer in answers if "error" in answer], answers
    return [answer["result"] for answer in answers]


@pytest.mark.model
def test_it_installs_infers_and_answers_with_an_empty_environment(
    birdnet_source: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    path = write_wav(tmp_path / "20260520_220000.wav", owl(9.0))
    install = {"name": "birdnet-v2.4", "source": str(birdnet_source)}
    # An installation stands in no run's way, so a client waits for its end before it asks for one.
    (installed,) = _script(home, {"method": "models/install", "params": install})
    (inferred,) = _script(home, {"method": "infer", "params": {"inputs": [str(path)]}})
    assert installed["model"]["installed"]
    assert inferred["recordings"][0]["top"]["species"] == "Aegolius acadicus"
    (asked,) = _script(home, {"method": "query", "params": {"select": "detections"}})
    assert [row["start"] for row in asked["rows"]] == [0.0, 3.0, 6.0]
    for _ in range(10):  # on a busy machine, the catalog may still be opened when it is asked
        (health,) = _script(home, {"method": "health"})
        if health["status"] == "ok":
            break
    assert (health["trouble"], health["status"]) == ([], "ok")


def test_it_knows_time_zones_where_the_system_has_none(tmp_path: Path) -> None:
    places = [
        {"site": "S1", "timezone": "America/Argentina/Ushuaia"},
        {"site": "S2", "latitude": -12.05, "longitude": -77.04},
    ]
    message = {"jsonrpc": "2.0", "id": 1, "method": "places/set", "params": {"sites": places}}
    ran = subprocess.run(
        [PROGRAM, "serve"],
        input=json.dumps(message).encode() + b"\n",
        capture_output=True,
        env={"LINNET_HOME": str(tmp_path), "PYTHONTZPATH": ""},
        check=True,
    )
    result = json.loads(ran.stdout)["result"]
    assert result["siteIds"] == [1, 2]
    assert "America/Lima" in result["notes"][0]["message"]


def test_it_reads_profiles_and_the_users_own_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('profile = "edge"\nthreads = 3\n')
    ran = subprocess.run(
        [PROGRAM, "settings", "show", "--json"],
        capture_output=True,
        env={"LINNET_HOME": str(tmp_path)},
        check=True,
    )
    of = {each["name"]: each["value"] for each in json.loads(ran.stdout)["settings"]}
    assert (of["threads"], of["inference.max_batch_size"]) == (3, 16)


@pytest.mark.model
def test_it_hears_exactly_what_the_source_hears(model_home: Path, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "owl.wav", owl(20.0, rate_hz=44_100), rate_hz=44_100)
    command = ["analyze", str(path), "--json", "--min-confidence", "0.01", "--catalog"]
    answers = []
    for number, program in enumerate(([str(PROGRAM)], [sys.executable, "-m", "sidecar"])):
        ran = subprocess.run(
            [*program, *command, str(tmp_path / f"{number}.sqlite")],
            capture_output=True,
            env={"LINNET_HOME": str(model_home)},
            check=True,
            timeout=300,
        )
        answers.append(json.loads(ran.stdout)["recordings"])
    assert answers[0] == answers[1] and answers[0][0]["detections"]


def test_its_spectrograms_are_those_of_the_source_bit_for_bit(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "owl.wav", owl(7.0))
    for name in ("ucsd-librosa-mel", "efficientat"):
        kept = []
        for number, program in enumerate(([str(PROGRAM)], [sys.executable, "-m", "sidecar"])):
            ran = subprocess.run(
                [*program, "preprocess", str(path), "--frontend", name, "--json"],
                capture_output=True,
                env={"LINNET_HOME": str(tmp_path / str(number))},
                check=True,
                timeout=300,
            )
            (recording,) = json.loads(ran.stdout)["recordings"]
            kept.append(Path(recording["cachePath"]).read_bytes())
        assert kept[0] == kept[1]


@pytest.mark.model
def test_it_listens(model_home: Path) -> None:
    sound = (owl(7.0) * 32767).astype("<i2").tobytes()
    ran = subprocess.run(
        [str(PROGRAM), "listen", "-", "--rate", "48000", "--top", "1", "--json"],
        input=sound,
        capture_output=True,
        env={"LINNET_HOME": str(model_home)},
        check=True,
        timeout=300,
    )
    windows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [window["start"] for window in windows] == [0.0, 3.0, 6.0]
    assert windows[0]["classes"][0]["species"] == "Aegolius acadicus"


def test_no_method_of_it_makes_a_socket_or_writes_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, home, user = tmp_path / "calls", tmp_path / "home", tmp_path / "user"
    furnished(home).close()
    user.mkdir()
    for name in ("HOME", "XDG_CACHE_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(user))
    watch = watching(log)
    if watch is None:
        pytest.skip("strace is not installed or not allowed, so nobody can watch the calls")
    use_every_method(home, [*(without_network() or []), *watch, str(PROGRAM)])
    assert spoken(log) == []
    assert [each for each in written(log) if not each.is_relative_to(home)] == []
    assert list(user.iterdir()) == []


def test_it_carries_nothing_it_does_not_need() -> None:
    names = {path.name.lower() for path in FOLDER.rglob("*")}
    assert not [name for name in names if name.startswith(UNWANTED)]


def test_it_is_small_enough_to_download_in_the_field() -> None:
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if not path.is_symlink())
    assert size < MOST_MEGABYTES * 1_000_000  # the models are not in it


def test_the_licence_of_each_library_goes_along() -> None:
    licences = FOLDER / "lib" / "licences"
    rows = (licences / "LICENCES.md").read_text().splitlines()[4:]
    named = {row.split(" | ")[0].removeprefix("| "): row for row in rows}
    required = "".join(
        ROOT.joinpath("requirements", name).read_text() for name in ("run.txt", "speech.txt")
    )
    names = [line.split("==")[0] for line in required.splitlines() if "==" in line]
    assert set(names) <= set(named)
    # These two name their licence, and bring no text of it.
    textless = {name for name in names if not [*(licences / name).glob("**/*")]}
    assert textless <= {"flatbuffers", "voyager"}
    assert not [row for row in named.values() if "see its text" in row or "||" in row]
