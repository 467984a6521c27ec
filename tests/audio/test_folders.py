"""Patterns of folders: what a path says of survey, site and recorder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.audio.folders import NAMES, Folders, Pattern
from sidecar.characters import composed
from sidecar.errors import InvalidParams

_names = st.text(
    st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=12
).filter(lambda name: name not in (".", ".."))


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("{survey}/{site}/{recorder}/*", "/d/A/S1/R1/x.wav", Folders("A", "S1", "R1")),
        ("{survey}/{site}/{recorder}/*", "/A/S1/R1/x.wav", Folders("A", "S1", "R1")),
        ("{survey}/{site}/{recorder}/*", "/S1/R1/x.wav", None),
        ("{site}/*/*.wav", "/d/S1/2023/x.wav", Folders(site="S1")),
        ("{site}/*/*.wav", "/d/S1/2023/x.flac", None),
        ("{site}_*.wav", "/d/S4_2023_05.wav", Folders(site="S4")),
        ("{site}-{recorder}/*", "/d/north-AM-7/x.wav", Folders(site="north", recorder="AM-7")),
        ("Survey {survey}/*", "/d/Survey 2023/x.wav", Folders(survey="2023")),
        ("{site}\\*", "/d/S1/x.wav", Folders(site="S1")),
        ("/{site}/*/", "/d/S1/x.wav", Folders(site="S1")),
        ("{site}/*.WAV", "/d/S.1+/x.WAV", Folders(site="S.1+")),
    ],
)
def test_a_pattern_is_read_from_the_end_of_the_path(
    pattern: str, path: str, expected: Folders | None
) -> None:
    assert Pattern(pattern).read(Path(path)) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "*", "a/b", "{}/*", "{sites}/*", "{{site}}/*", "{site/*", "site}/*"),
        *("{site}/{site}/*", "{site}{recorder}/*", "{site}*{recorder}/*", "{site}/**/*"),
        *("{site}", "a/{recorder}"),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidParams) as caught:
        Pattern(pattern)
    assert caught.value.field == "pattern"


@given(st.lists(_names, min_size=3, max_size=3), st.lists(_names, max_size=3), _names)
@example(["0", "0", "\uf900"], [], "0")
def test_whole_folders_are_read_as_they_are(
    folders: list[str], above: list[str], name: str
) -> None:
    path = Path("/", *above, *folders, name)
    found = Pattern("{survey}/{site}/{recorder}/*").read(path)
    assert found == Folders(*map(composed, folders))


@given(st.text(max_size=40), st.lists(_names, min_size=1, max_size=5))
def test_any_text_is_refused_or_reads_parts_of_the_path(text: str, parts: list[str]) -> None:
    path = Path("/", *parts)
    try:
        found = Pattern(text).read(path)
    except InvalidParams:
        return
    for name in NAMES if found else ():
        value = getattr(found, name)
        assert value is None or (value in _pieces(str(path)) and "/" not in value)


def _pieces(text: str) -> set[str]:
    """Every piece of a text, with composed letters."""
    ends = range(1, len(text) + 1)
    return {composed(text[start:end]) for end in ends for start in range(end)}
