"""A card that is pulled out while Linnet works on it: a row, and the other inputs are done."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from sidecar.app.engine import Engine
from sidecar.contract.base import Message
from sidecar.errors import LinnetError
from sidecar.methods.methods import verbs
from sidecar.rpc.verb import Call
from tests.factories import owl, write_wav
from tests.stored import engine_with_base


class _Card:
    """A folder that is there until the system was asked about it `uses` times."""

    def __init__(self, folder: Path, uses: int, *, dead: bool) -> None:
        self.folder = folder
        self._left = uses
        self._dead = dead  # the system still lists the card, but cannot read it
        self.pulled = False

    def use(self, path: object) -> None:
        try:
            below = Path(os.fsdecode(path)).is_relative_to(self.folder)  # type: ignore[arg-type]
        except TypeError:  # a descriptor
            return
        if not below:
            return
        self._left -= 1
        if self._left < 0 and not self.pulled:
            self.pulled = True
            if not self._dead:
                self.folder.rename(self.folder.with_name("in a pocket"))
        if self.pulled and self._dead:
            raise OSError(errno.EIO, os.strerror(errno.EIO), os.fsdecode(path))  # type: ignore[arg-type]

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module, name in (
            *((os, name) for name in ("scandir", "stat", "lstat", "listdir", "open")),
            (io, "open"),
            (builtins, "open"),
        ):
            monkeypatch.setattr(module, name, self._using(getattr(module, name)))

    def _using(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def using(path: Any = ".", *given: Any, **named: Any) -> Any:
            self.use(path)
            found = function(path, *given, **named)
            return _Entries(self, path, found) if function is _SCANDIR else found

        return using


_SCANDIR = os.scandir

# How often the card is used before it is pulled: while folders are listed, while files are read.
MOMENTS = (1, 4, 9, 14, 21, 33, 40)


class _Entries:
    """The entries of a folder, each of which uses the card."""

    def __init__(self, card: _Card, path: object, entries: Any) -> None:
        self._card, self._path, self._entries = card, path, entries

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        self._card.use(self._path)
        return next(self._entries)

    def close(self) -> None:
        self._entries.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Engine, Path, Path]]:
    """Make an engine with a model, a card of two folders, and a folder that stays."""
    engine = engine_with_base(tmp_path / "home", dimension=8)
    card, stays = tmp_path / "card", tmp_path / "stays"
    for path in (card / "a" / "1.wav", card / "b" / "2.wav", stays / "3.wav"):
        write_wav(path, owl(3.0 + int(path.stem)))
    (card / "a" / "phone.m4a").touch()
    for folder in (card, card / "a"):
        (folder / "clips.csv").write_text(
            "Clip,Clip start (s),Clip end (s),File\n"
            f"Strix aluco/0.900_1_0.000-3.000s_1.wav,0,3,{card / 'b' / '2.wav'}\n"
        )
    write_wav(card / "a" / "Strix aluco" / "0.900_1_0.000-3.000s_1.wav", owl(3.0))
    for name, folder in (("labels", card / "b"), ("others", stays)):
        (folder / f"{name}.txt").write_text(
            "Selection\tBegin Time (s)\tEnd Time (s)\tSpecies\tBegin File\n"
            f"1\t0\t3\tbird1\t{stays / '3.wav'}\n"
        )
    yield engine, card, stays
    engine.close()


def _run(engine: Engine, method: str, **params: Any) -> Any:
    verb = verbs(engine)[method]
    return verb.run(verb.request.model_validate(params), Call())


def _named(result: Message, folder: Path) -> bool:
    """Tell whether an error or a note names something at or below a folder."""
    said = result.model_dump()
    paths = [each["path"] for each in said["errors"]]
    paths += [example for note in said["notes"] for example in note["examples"]]
    return any(str(folder) in str(path) for path in paths)


_FIELDS = {"infer": "inputs", "preprocess": "inputs", "recordings/import": "inputs"}


@pytest.mark.parametrize("dead", [False, True], ids=["gone", "dead"])
@pytest.mark.parametrize("method", [*_FIELDS])
@pytest.mark.parametrize("uses", MOMENTS)
def test_a_card_pulled_at_any_moment_is_a_row_and_the_other_folder_is_done(
    place: tuple[Engine, Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    uses: int,
    dead: bool,
) -> None:
    engine, card, stays = place
    pulled = _Card(card, uses, dead=dead)
    with monkeypatch.context() as patched:
        pulled.watch(patched)
        result = _run(engine, method, **{_FIELDS[method]: [str(card), str(stays)]})
    done = [each.path for each in result.recordings]
    assert str(stays / "3.wav") in done
    if pulled.pulled and len(done) < 3:
        assert _named(result, card)


@pytest.mark.parametrize("dead", [False, True], ids=["gone", "dead"])
@pytest.mark.parametrize("uses", MOMENTS)
def test_recordings_are_relinked_in_the_other_folder(
    place: tuple[Engine, Path, Path], monkeypatch: pytest.MonkeyPatch, uses: int, dead: bool
) -> None:
    engine, card, stays = place
    moved = stays.with_name("moved")
    _run(engine, "recordings/import", inputs=[str(stays)])
    stays.rename(moved)
    pulled = _Card(card, uses, dead=dead)
    with monkeypatch.context() as patched:
        pulled.watch(patched)
        result = _run(engine, "recordings/relink", folders=[str(card), str(moved)])
    assert [each.path for each in result.relinked] == [str(moved / "3.wav")]


@pytest.mark.parametrize("dead", [False, True], ids=["gone", "dead"])
@pytest.mark.parametrize("uses", MOMENTS)
def test_labels_of_the_other_folder_are_imported(
    place: tuple[Engine, Path, Path], monkeypatch: pytest.MonkeyPatch, uses: int, dead: bool
) -> None:
    engine, card, stays = place
    pulled = _Card(card, uses, dead=dead)
    with monkeypatch.context() as patched:
        pulled.watch(patched)
        result = _run(engine, "annotations/import", inputs=[str(card), str(stays)])
    # The table on the card repeats the label of the one that stays.
    assert result.added == 1
    assert result.known == 1 or pulled.pulled
    if not result.known:
        assert _named(result, card)


@pytest.mark.parametrize("dead", [False, True], ids=["gone", "dead"])
@pytest.mark.parametrize("request_", ["csv", "raven", "clips", "backup"])
def test_results_for_a_card_that_is_pulled_are_refused_in_words_or_written(
    place: tuple[Engine, Path, Path], monkeypatch: pytest.MonkeyPatch, request_: str, dead: bool
) -> None:
    """At each moment: files that are whole, or an error that names the place."""
    engine, _, stays = place
    _run(engine, "infer", inputs=[str(stays)], minConfidence=0.0, topK=1)
    refused = 0
    for uses in range(0, 24, 3):
        target = stays.with_name(f"out{uses}")
        target.mkdir()
        pulled = _Card(target, uses, dead=dead)
        destination = {"destination": f"{target}{os.sep}"}
        with monkeypatch.context() as patched:
            pulled.watch(patched)
            try:
                if request_ == "clips":
                    _run(engine, "clips", **destination)
                elif request_ == "backup":
                    _run(engine, "catalog/backup", **destination)
                else:
                    apart = request_ == "raven"
                    _run(engine, "export", format=request_, perRecording=apart, **destination)
            except LinnetError as error:
                refused += 1
                assert str(target) in f"{error.message} {error.path}"
        if pulled.pulled and not dead:
            target.with_name("in a pocket").rename(stays.with_name(f"pocket{uses}"))
    # A folder that is gone may be made again; a card that cannot be read takes no results.
    assert refused or not dead
