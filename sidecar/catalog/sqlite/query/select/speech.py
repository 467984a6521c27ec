"""Stretches of speech, and how much of it there is at each site."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text
from sidecar.catalog.sqlite.query.filters import PLACE_JOINS, PLACES, START_S, times

_HEARD_AT = Expression(f"({START_S.sql} + z.startMs / 1000.0)", frozenset("rz"))

# Share of a detection `d` of an analysis `a` that lies in speech; null where nobody looked for any.
# A stretch that reaches into it begins at most the longest one before it.
OVERLAP = Expression(
    """(SELECT (SELECT coalesce(sum(min(spoken.endMs, d.endTime * 1000)
          - max(spoken.startMs, d.startTime * 1000)), 0) FROM SpeechInterval spoken
        WHERE spoken.recordingId = listened.recordingId
          AND spoken.startMs < d.endTime * 1000
          AND spoken.startMs > d.startTime * 1000 - listened.longestMs
          AND spoken.endMs > d.startTime * 1000)
      / max(1, (d.endTime - d.startTime) * 1000)
      FROM SpeechHearing listened WHERE listened.recordingId = a.recordingId)""",
    frozenset("da"),
)

# Seconds of speech in a recording `r`; null where nobody looked for any.
SECONDS = Expression(
    """(SELECT listened.speechMs / 1000.0 FROM SpeechHearing listened
      WHERE listened.recordingId = r.recordingId)""",
    frozenset("r"),
)

SPEECH = Select(
    source=" ".join(
        (
            "SpeechInterval z JOIN SpeechHearing g ON g.recordingId = z.recordingId",
            "JOIN Recording r ON r.recordingId = z.recordingId",
            *(join.sql for join in PLACE_JOINS),
        )
    ),
    fields={
        "intervalId": number("z", "intervalId", required=True),
        "recordingId": number("z", "recordingId", required=True),
        "path": text("r", "url", required=True),
        "start": Field(Expression("z.startMs / 1000.0", frozenset("z")), "number", required=True),
        "end": Field(Expression("z.endMs / 1000.0", frozenset("z")), "number", required=True),
        "probability": number("z", "probability", required=True),
        "detector": text("g", "detector", required=True),
        "heardAt": Field(_HEARD_AT, "time"),
        **{name: PLACES[name] for name in ("site", "survey", "recorder")},
    },
    filters={**PLACES, **times(_HEARD_AT)},
    key="intervalId",
)

SPEECH_TOTALS = Select(
    source="""(SELECT coalesce(CAST(p.siteId AS TEXT), 'none') AS place, p.siteId,
        t.site_code AS site, v.surveyname AS survey, count(*) AS recordings,
        count(g.recordingId) AS recordingsHeard,
        count(CASE WHEN g.speechMs > 0 THEN 1 END) AS withSpeech,
        sum(r.duration) / 3600.0 AS hoursRecorded,
        total(g.secondsHeard) / 3600.0 AS hoursHeard, total(g.speechMs) / 3600000.0 AS hoursSpeech
      FROM Recording r LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId
        LEFT JOIN Site t ON t.siteId = p.siteId LEFT JOIN Survey v ON v.surveyId = t.surveyId
        LEFT JOIN SpeechHearing g ON g.recordingId = r.recordingId
      GROUP BY p.siteId) u""",
    fields={
        "place": text("u", "place", required=True),
        "siteId": number("u", "siteId"),
        "site": text("u", "site"),
        "survey": text("u", "survey"),
        "recordings": number("u", "recordings", required=True),
        "recordingsHeard": number("u", "recordingsHeard", required=True),
        "withSpeech": number("u", "withSpeech", required=True),
        "hoursRecorded": number("u", "hoursRecorded"),
        "hoursHeard": number("u", "hoursHeard", required=True),
        "hoursSpeech": number("u", "hoursSpeech", required=True),
    },
    key="place",
)
