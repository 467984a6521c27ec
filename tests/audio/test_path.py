"""Texts that name files: a path, a `file://` URL, and what is neither."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.path import path_text, text_path, url_path
from sidecar.errors import RecordingNotFound

NO_FILE = [
    "",
    "file://",
    "file://[::1",
    "file://]",
    "file://\u2100/x",
    "file:///%00",
    "file:///a%00.wav",
    "file://elsewhere/share/a.wav",
    "file://user@[::1]:x/a.wav",
]


@pytest.mark.parametrize("text", NO_FILE)
def test_a_text_that_names_no_file_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(RecordingNotFound, match="is not the address of a file") as caught:
        text_path(text)
    assert caught.value.path == text and caught.value.hint


@pytest.mark.parametrize("url", NO_FILE)
def test_a_catalogs_url_is_always_some_path(url: str) -> None:
    assert isinstance(url_path(url), Path)


@given(st.text())
def test_no_text_at_all_is_an_error_of_ours(text: str) -> None:
    for address in (text, f"file://{text}", f"file:///{text}"):
        url_path(address)
        try:
            assert isinstance(text_path(address), Path)
        except RecordingNotFound as error:
            assert error.message


@pytest.mark.skipif(os.name == "nt", reason="Windows paths begin with a drive")
def test_urls_of_this_computer_are_paths() -> None:
    for url in ("file:///a%20b/%C3%A9.wav", "file://localhost/a%20b/%C3%A9.wav"):
        assert text_path(url) == url_path(url) == Path("/a b/é.wav")
    broken = Path(os.fsdecode(b"/night/\xff?#.wav"))
    assert text_path(path_text(broken)) == broken
