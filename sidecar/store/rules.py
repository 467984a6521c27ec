"""What must be true of a catalog's rows, what it means when it is not, and how it is mended."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`count` gives the rows that break it; `message` says so of `{n}`; `mend` makes it true.

    A `quick` one looks at no more than a small part of the catalog.
    """

    kind: str
    count: str
    message: str
    mend: tuple[str, ...] = ()
    quick: bool = False


# Of several decisions by people on one species in one region, the latest; as Verdict reads them.
_DECIDED_TWICE = """
SELECT annotationId, row_number() OVER (
  PARTITION BY regionId, speciesId ORDER BY annotationId DESC) AS place
FROM Annotation WHERE mostRecent = 1
  AND labelerId IN (SELECT labelerId FROM Labeler WHERE isHuman = 1)"""

_CURRENT_TWICE = """
SELECT analysisId, row_number() OVER (
  PARTITION BY recordingId, modelId ORDER BY analysisId DESC) AS place
FROM Analysis WHERE current = 1"""

_OTHER_VERDICT = """
SELECT d.detectionId, v.verified FROM Detection d JOIN Verdict v USING (detectionId)
WHERE d.verified <> v.verified"""

_OTHER_CURRENT = """
SELECT d.detectionId, a.current FROM Detection d JOIN Analysis a USING (analysisId)
WHERE d.current <> a.current"""

# Times are sums of the same two numbers, but not always added by the same program.
_OTHER_TIME = """
SELECT d.detectionId, c.startsAt + d.startTime AS heardAt
FROM Detection d JOIN Analysis a USING (analysisId)
LEFT JOIN RecordingClock c ON c.recordingId = a.recordingId
WHERE (d.heardAt IS NULL) <> (c.startsAt IS NULL)
  OR abs(d.heardAt - (c.startsAt + d.startTime)) > 0.001"""

_COUNTED = """
SELECT d.speciesId, count(*) AS detections, count(DISTINCT a.recordingId) AS recordings
FROM Detection d JOIN Analysis a USING (analysisId) WHERE d.current = 1 GROUP BY d.speciesId"""

_OTHER_TOTAL = f"""
SELECT s.speciesId FROM Species s LEFT JOIN SpeciesTotal t ON t.speciesId = s.speciesId
LEFT JOIN ({_COUNTED}) c ON c.speciesId = s.speciesId
WHERE coalesce(t.detections, 0) <> coalesce(c.detections, 0)
  OR coalesce(t.recordings, 0) <> coalesce(c.recordings, 0)"""

# In the order they are mended: what others are worked out from comes first.
RULES = (
    Rule(
        "currentAnalyses",
        f"SELECT count(*) FROM ({_CURRENT_TWICE}) WHERE place > 1",
        "{n} recordings have more than one analysis of the same model that counts as the latest.",
        (
            f"""UPDATE Analysis SET current = 0 WHERE analysisId IN
                (SELECT analysisId FROM ({_CURRENT_TWICE}) WHERE place > 1)""",
        ),
        quick=True,
    ),
    Rule(
        "mostRecent",
        f"SELECT count(*) FROM ({_DECIDED_TWICE}) WHERE place > 1",
        "{n} earlier decisions still count beside a later one on the same species in the same "
        "region.",
        (
            f"""UPDATE Annotation SET mostRecent = 0 WHERE annotationId IN
                (SELECT annotationId FROM ({_DECIDED_TWICE}) WHERE place > 1)""",
        ),
        quick=True,
    ),
    Rule(
        "current",
        f"SELECT count(*) FROM ({_OTHER_CURRENT})",
        "{n} detections are shown though a later analysis took their place, or hidden though "
        "none did.",
        (
            f"""UPDATE Detection SET current = f.current FROM ({_OTHER_CURRENT}) f
                WHERE f.detectionId = Detection.detectionId""",
        ),
    ),
    Rule(
        "verified",
        f"SELECT count(*) FROM ({_OTHER_VERDICT})",
        "{n} detections do not show what was last decided on them.",
        (
            f"""UPDATE Detection SET verified = f.verified FROM ({_OTHER_VERDICT}) f
                WHERE f.detectionId = Detection.detectionId""",
        ),
    ),
    Rule(
        "heardAt",
        f"SELECT count(*) FROM ({_OTHER_TIME})",
        "{n} detections have another time of day than their recording's start gives.",
        (
            f"""UPDATE Detection SET heardAt = f.heardAt FROM ({_OTHER_TIME}) f
                WHERE f.detectionId = Detection.detectionId""",
        ),
    ),
    Rule(
        "speciesTotals",
        f"SELECT count(*) FROM ({_OTHER_TOTAL})",
        "Of {n} species, another number of detections or recordings is shown than there is.",
        ("DELETE FROM SpeciesTotal", f"INSERT INTO SpeciesTotal {_COUNTED}"),
    ),
    Rule(
        "windowSets",
        """SELECT count(*) FROM Analysis a JOIN WindowSet w USING (windowSetId)
           WHERE w.recordingId <> a.recordingId""",
        "{n} analyses name windows of another recording.",
        (
            """UPDATE Analysis SET windowSetId = NULL WHERE analysisId IN
               (SELECT analysisId FROM Analysis a JOIN WindowSet w USING (windowSetId)
                WHERE w.recordingId <> a.recordingId)""",
        ),
        quick=True,
    ),
    Rule(
        "runFiles",
        """SELECT count(*) FROM Run u
           WHERE files <> (SELECT count(*) FROM RunFile f WHERE f.runId = u.runId)""",
        "{n} runs list another number of files than they were asked for.",
        (
            """UPDATE Run SET files = (SELECT count(*) FROM RunFile f WHERE f.runId = Run.runId)
               WHERE files <> (SELECT count(*) FROM RunFile f WHERE f.runId = Run.runId)""",
        ),
        quick=True,
    ),
    Rule(
        "regions",
        """SELECT count(*) FROM RegionOfInterest r JOIN Recording USING (recordingId)
           WHERE (r.starttime < 0 OR r.endtime < r.starttime
               OR (duration > 0 AND r.starttime >= duration))
             AND EXISTS (SELECT 1 FROM Annotation n WHERE n.regionId = r.regionId
               AND n.mostRecent = 1)""",
        "{n} labels lie outside their recording: look at them, or at the recording's length.",
    ),
)


@dataclass(frozen=True)
class Rebuild:
    """Rows of `table` that others still name, from what those others tell of them."""

    table: str
    columns: str
    rows: str

    @property
    def sql(self) -> str:
        return f"INSERT OR IGNORE INTO {self.table} ({self.columns}) {self.rows}"


# In an order in which each can use what was put back before.
REBUILD = (
    Rebuild(
        "Recording",
        "recordingId, url, duration, datetime",
        """SELECT a.recordingId, f.url, max(a.secondsReached), x.start
           FROM Analysis a JOIN RunFile f USING (analysisId)
           LEFT JOIN RecordingFacts x ON x.recordingId = a.recordingId
           WHERE a.recordingId NOT IN (SELECT recordingId FROM Recording)
           GROUP BY a.recordingId""",
    ),
    Rebuild(
        "RegionOfInterest",
        "regionId, recordingId, starttime, endtime",
        """SELECT n.regionId, a.recordingId, d.startTime, d.endTime
           FROM Annotation n JOIN Detection d USING (annotationId)
           JOIN Analysis a USING (analysisId)
           WHERE n.regionId NOT IN (SELECT regionId FROM RegionOfInterest)
             AND a.recordingId IN (SELECT recordingId FROM Recording)
             AND (a.recordingId, d.startTime, d.endTime) NOT IN
               (SELECT recordingId, starttime, endtime FROM RegionOfInterest)
           GROUP BY n.regionId""",
    ),
    Rebuild(
        "Species",
        "speciesId, species",
        """SELECT DISTINCT speciesId, 'Lost name ' || speciesId FROM Annotation
           WHERE speciesId NOT IN (SELECT speciesId FROM Species)""",
    ),
    Rebuild(
        "Model",
        "modelId, name",
        """SELECT modelId, name FROM ModelVersion
           WHERE modelId NOT IN (SELECT modelId FROM Model)""",
    ),
    Rebuild(
        "Labeler",
        "labelerId, name, email, isHuman, modelId",
        """SELECT labelerId, name, name || '+' || sha256, 0, modelId FROM ModelVersion
           WHERE labelerId NOT IN (SELECT labelerId FROM Labeler)""",
    ),
    Rebuild(  # only people decide in batches
        "Labeler",
        "labelerId, name, isHuman",
        """SELECT DISTINCT labelerId, 'Lost name ' || labelerId, 1 FROM AnnotationBatch
           WHERE labelerId NOT IN (SELECT labelerId FROM Labeler)""",
    ),
    Rebuild(
        "AnnotationBatch",
        "batchId, labelerId, what, madeAt",
        """SELECT f.batchId, n.labelerId, 'recovered', coalesce(max(n.annotationDate), '')
           FROM AnnotationFacts f JOIN Annotation n USING (annotationId)
           WHERE f.batchId NOT IN (SELECT batchId FROM AnnotationBatch)
             AND n.labelerId IN (SELECT labelerId FROM Labeler)
           GROUP BY f.batchId""",
    ),
)
