"""Names of files and folders, from whatever recordings and species are called."""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from sidecar.export.names import Layout, safe_name

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
ODD = st.sampled_from(["CON", "nul.wav", "com1", "a.", " ", "..", ".", "", "a/b", "a:b", "x" * 400])


@given(TEXT | ODD)
def test_a_safe_name_is_one_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name.encode()) <= 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert not name.endswith((".", " ")) and not name.startswith(".")
    stem = name.split(".")[0].casefold()
    assert stem not in ("con", "prn", "aux", "nul", "com1", "lpt1")
    assert PureWindowsPath(name).name == name


@given(st.lists(TEXT | ODD, unique=True, max_size=20))
def test_names_that_differ_stay_different(texts: list[str]) -> None:
    assert len({safe_name(text) for text in texts}) == len(texts)


def test_a_usual_name_stays_as_it_is() -> None:
    assert safe_name("Strix aluco_Waldkauz (Ruf)") == "Strix aluco_Waldkauz (Ruf)"


PIECE = st.sampled_from(["a", "b", "Süd", "..", ".", "a.wav", "a.flac", "A.wav", "x" * 300])


@given(
    st.lists(st.lists(PIECE, min_size=1, max_size=5), max_size=12),
    st.sampled_from(["/", "C:\\", "Card::", ""]),
)
def test_no_two_recordings_share_a_place_and_none_is_outside(
    paths: list[list[str]], root: str
) -> None:
    between = "\\" if root == "C:\\" else "/"
    texts = [root + between.join(pieces) for pieces in paths]
    layout = Layout(texts[: len(texts) // 2])  # whatever it was told of
    places = [layout.place(text, ".csv") for text in texts]
    assert len({str(place).casefold() for place in places}) == len(places)
    for place in places:
        assert not place.is_absolute() and ".." not in place.parts
        assert len(place.name.encode()) <= 255


def test_folders_are_the_recordings_own() -> None:
    layout = Layout(["/card/a/1.wav", "/card/b/1.wav"])
    assert layout.place("/card/a/1.wav", ".csv") == Path("a/1.wav.csv")
    assert layout.place("/card/a/1.flac", ".csv") == Path("a/1.flac.csv")
    assert layout.place("/card/a/1.wav", ".csv") == Path("a/1.wav (2).csv")
    assert layout.place("/other/1.wav", ".csv") == Path("other/1.wav.csv")
