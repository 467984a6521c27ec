"""A person's pattern reads names that no recorder writes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sidecar.audio.name_pattern import Named, from_pattern
from sidecar.errors import InvalidParams

MAY = datetime(2024, 5, 1, 5, 30)


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        (
            "{site}_{yyyy}_{MM}_{dd}_{HH}_{mm}_{ss}",
            "De03_2024_05_01_05_30_00.wav",
            Named(site="De03", start=MAY),
        ),
        (
            "{site}_{yyyy}{MM}{dd}_{HH}{mm}{ss}{offset}",
            "LA_03_20240501_053000-0500.WAV",
            Named(site="LA_03", start=MAY.replace(tzinfo=timezone(timedelta(hours=-5)))),
        ),
        (
            "{recorder}.{yy}{MM}{dd}{HH}{mm}{ss}{offset}",
            "5146.240501053000z.wav",
            Named(recorder="5146", start=MAY.replace(tzinfo=UTC)),
        ),
        (
            "{dd}.{MM}.{yyyy} {HH}h{mm} {site}.wav",
            "01.05.2024 05h30 Wald.v2.wav",
            Named(site="Wald.v2", start=MAY),
        ),
        ("{survey}-{site}_*", "Amazon-S12_b_7.flac", Named(survey="Amazon", site="S12")),
        ("*_{yyyy}{MM}{dd}_{HH}{mm}*", "x_20240501_0530_9.wav", Named(start=MAY)),
        ("{site}_[a]+.wav", "S12_[a]+.WAV", Named(site="S12")),
    ],
)
def test_a_pattern_reads_a_name(pattern: str, name: str, found: Named) -> None:
    assert from_pattern(pattern, name) == found


@pytest.mark.parametrize(
    "name",
    [
        "S12_20241301_053000.wav",
        "S12_20240230_053000.wav",
        "S12_20240501_253000.wav",
        "S12_2024050_053000.wav",
        "_20240501_053000.wav",
        "S12-20240501-053000.wav",
        "",
    ],
)
def test_a_name_that_does_not_fit_gives_nothing(name: str) -> None:
    assert from_pattern("{site}_{yyyy}{MM}{dd}_{HH}{mm}{ss}", name) is None


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("", "The pattern names no field, such as {site} or {yyyy}."),
        ("*.wav", "The pattern names no field, such as {site} or {yyyy}."),
        ("{plot}_*", 'A pattern cannot have "{plot}".'),
        ("{site", "The pattern has an opening or closing brace without the other."),
        ("{site}_{site}", 'The pattern has "{site}" twice.'),
        ("{site}/*", "A pattern of file names cannot have folders."),
        ("{site}\\*", "A pattern of file names cannot have folders."),
        ("{site}{recorder}", "Put some text between two names of the pattern, and around *."),
        ("{site}*", "Put some text between two names of the pattern, and around *."),
        ("{yyyy}{yy}{MM}{dd}{HH}{mm}", "The pattern has {yyyy} and {yy}; one year is enough."),
        (
            "{site}_{yyyy}{dd}_{HH}",
            "The pattern lacks {MM}, {mm}; a start needs its date, hour and minute.",
        ),
        (
            "{HH}{mm}{ss}",
            "The pattern lacks {yyyy}, {MM}, {dd}; a start needs its date, hour and minute.",
        ),
    ],
)
def test_a_faulty_pattern_is_refused_by_its_fault(pattern: str, fault: str) -> None:
    with pytest.raises(InvalidParams) as refused:
        from_pattern(pattern, "S12_20240501_053000.wav")
    assert (refused.value.message, refused.value.field) == (fault, "pattern")
    assert "{site}_{yyyy}" in refused.value.hint
