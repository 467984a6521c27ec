"""Rules that a catalog's rows obey, the problem when they do not, and the repair."""

from __future__ import annotations

from dataclasses import dataclass

from sidecar.audio.source import Kind
from sidecar.catalog.sqlite.migrations.doubts import DOUBTS
from sidecar.catalog.sqlite.query.stored import SHARE
from sidecar.catalog.sqlite.totals import VERDICTS
from sidecar.indices.columns import COLUMNS, VERSION


@dataclass(frozen=True)
class Rule:
    """`count` gives the number of rows that break it, `message` reports them, `mend` repairs them.

    `step` names the check while it runs. A `quick` one reads only a small part of the catalog.
    """

    kind: str
    step: str
    count: str
    message: str
    mend: tuple[str, ...] = ()
    quick: bool = False


# People decided several times on one species in one region: the latest counts, as in Verdict.
_DECIDED_TWICE = """
SELECT annotationId, row_number() OVER (
  PARTITION BY regionId, speciesId ORDER BY annotationId DESC) AS place
FROM Annotation WHERE mostRecent = 1
  AND labelerId IN (SELECT labelerId FROM Labeler WHERE isHuman = 1)"""

# Those of an earlier version of the formulas may have other columns.
_NO_MINUTES = f"""typeof(minutes) <> 'blob' OR typeof(seconds) NOT IN ('real', 'integer')
  OR (version = {VERSION} AND length(minutes) % {4 * len(COLUMNS)} <> 0)"""

# See `catalog/counting.py`.
_CURRENT_TWICE = f"""
SELECT a.analysisId FROM Analysis a LEFT JOIN AnalysisChannel c USING (analysisId)
WHERE a.current = 1 AND EXISTS (
  SELECT 1 FROM Analysis b LEFT JOIN AnalysisChannel e USING (analysisId)
  WHERE b.recordingId = a.recordingId AND +b.modelId = a.modelId AND +b.current = 1
    AND +b.analysisId > a.analysisId AND {SHARE.format("c.channel", "e.channel")})"""

_OTHER_VERDICT = """
SELECT d.detectionId, v.verified FROM Detection d JOIN Verdict v USING (detectionId)
WHERE d.verified <> v.verified"""

_OTHER_CURRENT = """
SELECT d.detectionId, a.current FROM Detection d JOIN Analysis a USING (analysisId)
WHERE d.current <> a.current"""

# Two programs may add the same two numbers with another rounding.
_OTHER_TIME = """
SELECT d.detectionId, c.startsAt + d.startTime AS heardAt
FROM Detection d JOIN Analysis a USING (analysisId)
LEFT JOIN RecordingClock c ON c.recordingId = a.recordingId
WHERE (d.heardAt IS NULL) <> (c.startsAt IS NULL)
  OR abs(d.heardAt - (c.startsAt + d.startTime)) > 0.001"""

# A tally that is missing is no fault: counts read the detections.
_OTHER_TALLY = """
SELECT k.analysisId FROM DetectionTally k
WHERE k.detections IS NOT (
  SELECT packed(d.confidence, d.startTime, d.speciesId)
  FROM Detection d INDEXED BY DetectionByAnalysis WHERE d.analysisId = k.analysisId)"""

_COUNTED = """
SELECT d.speciesId, count(*) AS detections, count(DISTINCT a.recordingId) AS recordings
FROM Detection d JOIN Analysis a USING (analysisId) WHERE d.current = 1 GROUP BY d.speciesId"""

_OTHER_TOTAL = f"""
SELECT s.speciesId FROM Species s LEFT JOIN SpeciesTotal t ON t.speciesId = s.speciesId
LEFT JOIN ({_COUNTED}) c ON c.speciesId = s.speciesId
WHERE coalesce(t.detections, 0) <> coalesce(c.detections, 0)
  OR coalesce(t.recordings, 0) <> coalesce(c.recordings, 0)"""

# Probabilities of other programs may be too large for a sum to be exact.
OTHER_VERDICTS = f"""
SELECT s.speciesId FROM Species s LEFT JOIN SpeciesVerdict t ON t.speciesId = s.speciesId
LEFT JOIN ({VERDICTS}) c ON c.speciesId = s.speciesId
WHERE coalesce(t.annotations, 0) <> coalesce(c.annotations, 0)
  OR coalesce(t.yes, 0) <> coalesce(c.yes, 0) OR coalesce(t.no, 0) <> coalesce(c.no, 0)
  OR coalesce(t.unverified, 0) <> coalesce(c.unverified, 0)
  OR coalesce(t.unsure, 0) <> coalesce(c.unsure, 0)
  OR coalesce(t.percents, 0) <> coalesce(c.percents, 0)
  OR abs(coalesce(t.percentSum, 0) - coalesce(c.percentSum, 0)) > 0.001"""


_SOURCES = ", ".join(f"'{kind.word}'" for kind in Kind)

# Sizes of a file of embeddings that a disk can hold.
_POSSIBLE = """typeof(dimension) = 'integer' AND dimension BETWEEN 1 AND 1000000
  AND typeof(rows) = 'integer' AND rows BETWEEN 0 AND 1000000000000
  AND typeof(generation) = 'integer' AND generation BETWEEN 0 AND 1000000000000"""


def _no_json(column: str, kind: str) -> str:
    """Write the condition that a value is not NULL, and no JSON of that kind."""
    found = f"CASE WHEN json_valid({column}) THEN json_type({column}) ELSE '' END"
    return f"{column} IS NOT NULL AND {found} <> '{kind}'"


# Each note is an object with these members; one whose sentence names a value has it in `what`.
_NO_NOTES = f"""CASE WHEN {_no_json("notes", "array")} THEN 1 ELSE EXISTS (
  SELECT 1 FROM json_each(notes) e WHERE e.type <> 'object' OR (
    SELECT replace(group_concat(m.key || ' ' || m.type), ',what text', '') FROM (
      SELECT key, type FROM json_each(e.value) ORDER BY key) m) NOT IN (
    'changesResults true,count integer,examples array,hint text,kind text,message text',
    'changesResults false,count integer,examples array,hint text,kind text,message text')) END"""


_NO_RESULT = f"""SELECT o.resultId FROM OutboxResult o JOIN OutboxStream s USING (stream)
WHERE {_no_json("o.body", "object")} OR {_no_json("s.head", "object")}"""


# Ranks run from 1 on, each item is in a band, and bands hold all windows.
_BROKEN_PART = """SELECT p.sampleId FROM SamplePart p LEFT JOIN (
    SELECT partId, count(rank) AS members, count(DISTINCT rank) AS ranks, max(rank) AS last
    FROM SampleItem GROUP BY partId) i ON i.partId = p.partId
  WHERE i.members <> i.ranks OR i.members <> i.last
    OR EXISTS (SELECT 1 FROM SampleItem j LEFT JOIN SampleCell c
      ON c.partId = j.partId AND c.cell = j.cell WHERE j.partId = p.partId AND c.cell IS NULL)
    OR p.windows <> (SELECT total(c.windows) FROM SampleCell c WHERE c.partId = p.partId)"""


def _doubtful(doubts: str) -> Rule:
    """Make the rule that no label from before a change of its sound still stands."""
    return Rule(
        "soundDoubt",
        "checking whether labels lie on their sound",
        f"""SELECT count(*) FROM {doubts} s WHERE EXISTS (
              SELECT 1 FROM RegionOfInterest r JOIN Annotation n USING (regionId)
              LEFT JOIN Labeler l USING (labelerId)
              WHERE r.recordingId = s.recordingId AND n.mostRecent = 1
                AND (l.isHuman = 1 OR n.verified <> 'UNVERIFIED')
                AND (julianday(n.annotationDate) < julianday(s.since)) IS NOT FALSE)""",
        "The sound of {n} recordings may have changed under their labels: an earlier analysis read "
        "another file at the same path. Listen to these labels. Undo wrong ones (`labels undo`), "
        "or remove the recordings (`recordings remove`).",
        quick=True,
    )


# Of catalogs that were not brought up to date yet.
EARLIER_RULES = (_doubtful(f"({DOUBTS})"),)

# In the order of repair: a rule comes before those that are computed from its rows.
RULES = (
    Rule(
        "currentAnalyses",
        "checking current analyses",
        f"SELECT count(*) FROM ({_CURRENT_TWICE})",
        "{n} analyses still count as current beside a newer one by the same model.",
        (f"UPDATE Analysis SET current = 0 WHERE analysisId IN ({_CURRENT_TWICE})",),
        quick=True,
    ),
    Rule(
        "mostRecent",
        "checking decisions",
        f"SELECT count(*) FROM ({_DECIDED_TWICE}) WHERE place > 1",
        "{n} earlier decisions still count beside a later one on the same species and region.",
        (
            f"""UPDATE Annotation SET mostRecent = 0 WHERE annotationId IN
                (SELECT annotationId FROM ({_DECIDED_TWICE}) WHERE place > 1)""",
        ),
        quick=True,
    ),
    Rule(
        "settings",
        "checking runs",
        f"SELECT count(*) FROM Run WHERE {_no_json('settings', 'object')}",
        "The settings of {n} runs cannot be read.",
        (f"UPDATE Run SET settings = '{{}}' WHERE {_no_json('settings', 'object')}",),
        quick=True,
    ),
    Rule(
        "notes",
        "checking runs",
        f"SELECT count(*) FROM RunNotes WHERE {_NO_NOTES}",
        "The notes of {n} runs cannot be read.",
        (f"DELETE FROM RunNotes WHERE {_NO_NOTES}",),
        quick=True,
    ),
    Rule(
        "sources",
        "checking sources",
        f"SELECT count(*) FROM RecordingSource WHERE source NOT IN ({_SOURCES})",
        "{n} sources of recordings are unknown. Linnet reads them again with the recording.",
        (f"DELETE FROM RecordingSource WHERE source NOT IN ({_SOURCES})",),
        quick=True,
    ),
    Rule(
        "clockRules",
        "checking sources",
        f"SELECT count(*) FROM ClockRule WHERE source NOT IN ({_SOURCES})",
        "The source that {n} rules of clocks name is unknown.",
        (f"UPDATE ClockRule SET source = NULL WHERE source NOT IN ({_SOURCES})",),
        quick=True,
    ),
    Rule(
        "vectorFiles",
        "checking embeddings",
        f"SELECT count(*) FROM VectorFile WHERE NOT ({_POSSIBLE})",
        "The sizes of {n} files of stored embeddings are impossible.",
        (f"DELETE FROM VectorFile WHERE NOT ({_POSSIBLE})",),
        quick=True,
    ),
    Rule(
        "sources",
        "checking sources",
        f"SELECT count(*) FROM RecordingSource WHERE {_no_json('impossible', 'object')}",
        "The faults of {n} sources of recordings cannot be read.",
        (
            f"""UPDATE RecordingSource SET impossible = NULL
                WHERE {_no_json("impossible", "object")}""",
        ),
        quick=True,
    ),
    Rule(
        "places",
        "checking places",
        f"SELECT count(*) FROM PlaceChange WHERE {_no_json('earlier', 'object')}",
        "{n} changes of places cannot be undone any more.",
        (f"DELETE FROM PlaceChange WHERE {_no_json('earlier', 'object')}",),
        quick=True,
    ),
    Rule(
        "minutes",
        "checking measured minutes",
        f"SELECT count(*) FROM RecordingMinutes WHERE {_NO_MINUTES}",
        "The measured minutes of {n} recordings cannot be read. Measure them again.",
        (f"DELETE FROM RecordingMinutes WHERE {_NO_MINUTES}",),
        quick=True,
    ),
    Rule(
        "verdictsDue",
        "checking decisions",
        """SELECT (SELECT count(*) FROM Linnet WHERE key = 'verdictsLater')
             + (SELECT count(*) FROM VerdictsDue)""",
        "{n} notes of an unfinished change of decisions are left.",
        ("DELETE FROM Linnet WHERE key = 'verdictsLater'", "DELETE FROM VerdictsDue"),
        quick=True,
    ),
    Rule(
        "current",
        "checking which detections count",
        f"SELECT count(*) FROM ({_OTHER_CURRENT})",
        "{n} detections are shown or hidden by mistake: their analysis says the opposite.",
        (
            f"""UPDATE Detection SET current = f.current FROM ({_OTHER_CURRENT}) f
                WHERE f.detectionId = Detection.detectionId""",
        ),
    ),
    Rule(
        "verified",
        "checking decisions on detections",
        f"SELECT count(*) FROM ({_OTHER_VERDICT})",
        "{n} detections do not show the last decision on them.",
        (
            f"""UPDATE Detection SET verified = f.verified FROM ({_OTHER_VERDICT}) f
                WHERE f.detectionId = Detection.detectionId""",
        ),
    ),
    Rule(
        "heardAt",
        "checking times of day",
        f"SELECT count(*) FROM ({_OTHER_TIME})",
        "The time of day of {n} detections does not match their recording's start.",
        (
            f"""UPDATE Detection SET heardAt = f.heardAt FROM ({_OTHER_TIME}) f
                WHERE f.detectionId = Detection.detectionId""",
        ),
    ),
    Rule(
        "speciesTotals",
        "checking totals of species",
        f"SELECT count(*) FROM ({_OTHER_TOTAL})",
        "The totals of {n} species are wrong.",
        ("DELETE FROM SpeciesTotal", f"INSERT INTO SpeciesTotal {_COUNTED}"),
    ),
    Rule(
        "verdictTotals",
        "checking verdicts by species",
        f"SELECT count(*) FROM ({OTHER_VERDICTS})",
        "The numbers of verdicts on {n} species are wrong.",
        ("DELETE FROM SpeciesVerdict", f"INSERT INTO SpeciesVerdict {VERDICTS}"),
    ),
    Rule(
        "detectionTallies",
        "checking tallies of detections",
        f"SELECT count(*) FROM ({_OTHER_TALLY})",
        "The tallies of {n} analyses are wrong, so counts of their detections are too.",
        (f"DELETE FROM DetectionTally WHERE analysisId IN ({_OTHER_TALLY})",),
    ),
    Rule(
        "windowSets",
        "checking windows",
        """SELECT count(*) FROM Analysis a JOIN WindowSet w USING (windowSetId)
           WHERE w.recordingId <> a.recordingId""",
        "{n} analyses refer to windows of another recording.",
        (
            """UPDATE Analysis SET windowSetId = NULL WHERE analysisId IN
               (SELECT analysisId FROM Analysis a JOIN WindowSet w USING (windowSetId)
                WHERE w.recordingId <> a.recordingId)""",
        ),
        quick=True,
    ),
    Rule(
        "runFiles",
        "checking runs",
        """SELECT count(*) FROM Run u
           WHERE files <> (SELECT count(*) FROM RunFile f WHERE f.runId = u.runId)""",
        "The number of files is wrong in {n} runs.",
        (
            """UPDATE Run SET files = (SELECT count(*) FROM RunFile f WHERE f.runId = Run.runId)
               WHERE files <> (SELECT count(*) FROM RunFile f WHERE f.runId = Run.runId)""",
        ),
        quick=True,
    ),
    Rule(
        "regions",
        "checking labels",
        """SELECT count(*) FROM RegionOfInterest r JOIN Recording USING (recordingId)
           WHERE (r.starttime < 0 OR r.endtime < r.starttime
               OR (duration > 0 AND r.starttime >= duration))
             AND EXISTS (SELECT 1 FROM Annotation n WHERE n.regionId = r.regionId
               AND n.mostRecent = 1)""",
        "{n} labels lie outside their recording. Check the labels, or the recording's length.",
    ),
    _doubtful("SoundDoubt"),
    Rule(
        "memos",
        "checking what the app keeps",
        "SELECT count(*) FROM Memo WHERE NOT json_valid(value)",
        "{n} of the app's views or presets are damaged. A repair empties them.",
        ("UPDATE Memo SET value = NULL WHERE NOT json_valid(value)",),
    ),
    Rule(
        "samples",
        "checking samples",
        f"SELECT count(DISTINCT sampleId) FROM ({_BROKEN_PART})",
        "{n} samples lost clips or bands, so estimates from them would be wrong. Draw them again "
        "under another name, and remove these. Their verdicts stay.",
    ),
    Rule(
        "outbox",
        "checking results that are to be sent",
        f"SELECT count(*) FROM ({_NO_RESULT})",
        "{n} results that wait to be sent cannot be read. A repair removes them. `linnet forward "
        "send --since DAY` sends those of recordings again.",
        (f"DELETE FROM OutboxResult WHERE resultId IN ({_NO_RESULT})",),
    ),
)


# Annotations that lost their region, while it is there: their detections know it.
REJOIN = """UPDATE Annotation SET regionId = f.regionId
FROM (SELECT n.annotationId, min(r.regionId) AS regionId
  FROM Annotation n CROSS JOIN Detection d ON d.annotationId = n.annotationId
  CROSS JOIN Analysis a ON a.analysisId = d.analysisId
  CROSS JOIN RegionOfInterest r ON r.recordingId = a.recordingId
    AND r.starttime = d.startTime AND r.endtime = d.endTime
  WHERE n.regionId NOT IN (SELECT regionId FROM RegionOfInterest)
  GROUP BY n.annotationId) f
WHERE f.annotationId = Annotation.annotationId"""


@dataclass(frozen=True)
class Rebuild:
    """Puts back rows of `table` that other rows still name, from what those rows know."""

    table: str
    columns: str
    rows: str

    @property
    def sql(self) -> str:
        return f"INSERT OR IGNORE INTO {self.table} ({self.columns}) {self.rows}"


# In this order each can use the rows put back before.
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
    # SQLite gives a number again. Labels must not come to lie on another recording.
    Rebuild(
        "Recording",
        "recordingId, url, duration",
        """SELECT recordingId, 'Lost recording ' || recordingId, max(endtime) FROM RegionOfInterest
           WHERE recordingId > 0 AND typeof(recordingId) = 'integer'
             AND recordingId NOT IN (SELECT recordingId FROM Recording)
           GROUP BY recordingId""",
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
    Rebuild(  # only people make batches
        "Labeler",
        "labelerId, name, isHuman",
        """SELECT DISTINCT labelerId, 'Lost name ' || labelerId, 1 FROM AnnotationBatch
           WHERE labelerId NOT IN (SELECT labelerId FROM Labeler)""",
    ),
    Rebuild(  # other programs' models judge nothing
        "Labeler",
        "labelerId, name, isHuman",
        """SELECT labelerId, 'Lost name ' || labelerId, max(verified <> 'UNVERIFIED')
           FROM Annotation
           WHERE typeof(labelerId) = 'integer' AND labelerId > 0
             AND labelerId NOT IN (SELECT labelerId FROM Labeler)
           GROUP BY labelerId""",
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
