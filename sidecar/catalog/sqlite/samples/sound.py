"""How a member of a sample finds its recording, and a recording its site: SQL alone."""

from __future__ import annotations

# The recording `r` of a member `i`. Copies are one: the first has the sound.
RECORDING = """(SELECT min(recordingId) FROM (
    SELECT recordingId FROM RecordingIdentity WHERE sampleDigest = i.digest
    UNION ALL SELECT recordingId FROM RecordingAlias WHERE digest = i.digest))"""

# The name of a recording's site, after that of its survey; "" is no site.
SITE = "coalesce(v.surveyname || ': ', '') || coalesce(t.site_code, '')"

PLACED = """LEFT JOIN Deployment p ON p.deploymentId = r.deploymentId
  LEFT JOIN Site t ON t.siteId = p.siteId LEFT JOIN Survey v ON v.surveyId = t.surveyId"""
