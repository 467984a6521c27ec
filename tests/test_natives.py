"""What native libraries print stays away from a person's terminal; what Linnet prints does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# As `__main__` begins, before it runs a command.
_COMMAND = """
import os, sys
from sidecar.cli.encoding import use_utf8
from sidecar.cli.natives import natives_unheard
use_utf8()
with natives_unheard():
    os.write(2, b"of a library\\n")
    print("of Linnet \\x1b[2J", file=sys.stderr)
    {then}
print("afterwards", file=sys.stderr)
"""


def _printed(then: str) -> str:
    code = _COMMAND.format(then=then)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    return done.stderr


def test_only_linnets_own_words_reach_the_terminal_and_names_are_shown_as_codes() -> None:
    assert _printed("pass") == "of Linnet <U+001B>[2J\nafterwards\n"


def test_an_unforeseen_failure_shows_what_a_library_printed_before_it() -> None:
    printed = _printed("raise ZeroDivisionError")
    assert "of a library\n" in printed and "ZeroDivisionError" in printed
