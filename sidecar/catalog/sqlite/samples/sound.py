"""How a member of a sample finds its recording, and a recording its site: SQL alone."""

from __future__ import annotations

# The recording `r` of a member `i`. Copies are one: the first has the sound.
RECORDING = """(SELECT min(recordingId) FROM (
    SELECT recordingId FROM RecordingIdentity WHERE sampleDigest = i.digest
    UNION ALL SELECT recordingId FROM RecordingAlias WHERE digest = i.digest))"""

# The name of a recording's site, after that of its survey; "" is no site.
SITE = "coalesce(v.surveyname || ': ', '') || coalesce(t.site_code, '')"

# The unit of a member, as `unit_of` names it: `m` is its sample, `k` the clock of its recording.
UNIT = f"""CASE WHEN {SITE} <> '' AND m.unit <> 'recording' THEN {SITE}
    ELSE 'recording ' || coalesce(r.recordingId, 'None') END
  || CASE WHEN m.unit IN ('siteDay', 'siteNight') AND k.startsAt IS NOT NULL THEN ', day ' || CAST(
    (k.startsAt + i.startMs / 1000.0 - iif(m.unit = 'siteNight', 43200, 0)) / 86400 AS INTEGER)
    ELSE '' END"""

PLACED = """LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId
  LEFT JOIN Site t ON t.siteId = p.siteId LEFT JOIN Survey v ON v.surveyId = t.surveyId"""
