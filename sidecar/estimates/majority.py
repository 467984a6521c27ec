"""One answer of several reviewers."""

from __future__ import annotations

from collections.abc import Sequence

from sidecar.estimates.sample import Answer


def majority(answers: Sequence[Answer], adjudicated: Answer | None = None) -> Answer | None:
    """Give the answer of most reviewers who decided; a tie is UNSURE, an adjudicator's wins.

    None without any answer.
    """
    if adjudicated is not None:
        return adjudicated
    if not answers:
        return None
    yes, no = answers.count("YES"), answers.count("NO")
    if yes == no:
        return "UNSURE"
    return "YES" if yes > no else "NO"
