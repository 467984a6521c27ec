"""Deployments: the desktop app's own table, with the place and the recorder of each."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

_RECORDINGS = "(SELECT count(*) FROM Recording r WHERE r.deploymentId = d.deploymentId)"

DEPLOYMENTS = Select(
    source="""Deployment d
      LEFT JOIN Site t ON t.siteId = d.siteId
      LEFT JOIN Survey v ON v.surveyId = t.surveyId
      LEFT JOIN Recorder c ON c.recorderId = d.recorderId""",
    fields={
        "deploymentId": number("d", "deploymentId"),
        "siteId": number("d", "siteId"),
        "surveyId": number("t", "surveyId"),
        "recorderId": number("d", "recorderId"),
        "site": text("t", "site_code"),
        "survey": text("v", "surveyname"),
        "recorder": text("c", "code"),
        "startDate": text("d", "start_date"),
        "endDate": text("d", "end_date"),
        "deployedBy": text("d", "deployed_by"),
        "note": text("d", "note"),
        "recordings": Field(Expression(_RECORDINGS, frozenset("d")), "number"),
    },
    key="deploymentId",
)
