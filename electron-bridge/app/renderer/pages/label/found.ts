/** What lies in a recording: people's labels, and what models heard. */
import type { AnnotationRow, DetectionRow } from "@linnet/electron-bridge/generated/contract.js";
import { ask, type Outcome } from "../../data/call.js";
import { type Verdict, verdictOf } from "../../data/verdict.js";

/** Rows of each kind that are loaded around the view; more of them would be one dark field. */
export const MOST = 1000;

export interface Found {
  /** "l" and an annotation's number, or "d" and a detection's. */
  id: string;
  kind: "label" | "detection";
  number: number;
  start: number;
  end: number;
  lowHz: number | null;
  highHz: number | null;
  species: string;
  common: string | null;
  /** Of a detection. */
  score: number | null;
  verdict: Verdict;
  by: string | null;
  comment: string | null;
  correctedTo: string | null;
}

export interface FoundAll {
  found: Found[];
  /** What lies there besides, because it was too much. */
  leftOut: number;
}

export interface Span {
  from: number;
  to: number;
}

/** Load what touches a span of a recording, in the order of time. */
export async function loadFound(
  recordingId: number,
  span: Span,
  signal: AbortSignal,
): Promise<Outcome<FoundAll>> {
  const where = { recordingId, start: { lt: span.to }, end: { gt: span.from } };
  const [heard, said] = await Promise.all([
    ask({ select: "detections", where, limit: MOST, total: "bounded" }, { signal }),
    ask(
      {
        select: "annotations",
        where: { ...where, isHuman: 1, mostRecent: 1, verified: { ne: "NO" } },
        limit: MOST,
        total: "bounded",
      },
      { signal },
    ),
  ]);
  if (!heard.ok) return heard;
  if (!said.ok) return said;
  const judged = new Set(heard.value.rows.map(placeOf));
  const labels = said.value.rows.filter((row) => !judged.has(placeOf(row)));
  const found = [...labels.map(ofLabel), ...heard.value.rows.map(ofDetection)];
  const total = heard.value.total + said.value.total;
  const leftOut = Math.max(0, total - heard.value.rows.length - said.value.rows.length);
  return { ok: true, value: { found: found.sort(byTime), leftOut } };
}

/** A verdict on a detection is an annotation at its place, of its species. */
function placeOf(row: { regionId: number; species: string | null }): string {
  return `${String(row.regionId)} ${row.species ?? ""}`;
}

export function byTime(one: Found, other: Found): number {
  return one.start - other.start || one.end - other.end || one.number - other.number;
}

function ofLabel(row: AnnotationRow): Found {
  return {
    id: `l${String(row.annotationId)}`,
    kind: "label",
    number: row.annotationId,
    ...{ start: row.start, end: row.end, lowHz: row.lowHz, highHz: row.highHz },
    species: row.species ?? "",
    common: row.common,
    score: null,
    verdict: verdictOf(row),
    by: row.labeler,
    comment: row.comment,
    correctedTo: null,
  };
}

function ofDetection(row: DetectionRow): Found {
  return {
    id: `d${String(row.detectionId)}`,
    kind: "detection",
    number: row.detectionId,
    ...{ start: row.start, end: row.end, lowHz: row.lowHz, highHz: row.highHz },
    species: row.species,
    common: row.common,
    score: row.confidence,
    verdict: verdictOf(row),
    by: row.verdictBy,
    comment: row.comment,
    correctedTo: row.correctedTo,
  };
}

/** The next thing in the whole recording after a moment, or the one before it. */
export async function nextFound(
  recordingId: number,
  after: number,
  way: 1 | -1,
  withDetections: boolean,
): Promise<Outcome<{ id: string; start: number; end: number } | undefined>> {
  const start = way > 0 ? { gt: after } : { lt: after };
  const orderBy = [way > 0 ? "start" : "-start"];
  const [said, heard] = await Promise.all([
    ask({
      select: "annotations",
      where: { recordingId, start, isHuman: 1, mostRecent: 1, verified: { ne: "NO" } },
      orderBy,
      limit: 1,
    }),
    withDetections
      ? ask({ select: "detections", where: { recordingId, start }, orderBy, limit: 1 })
      : undefined,
  ]);
  if (!said.ok) return said;
  if (heard !== undefined && !heard.ok) return heard;
  const both = [
    ...said.value.rows.map(ofLabel),
    ...(heard?.value.rows.map(ofDetection) ?? []),
  ].sort((one, other) => way * byTime(one, other));
  return { ok: true, value: both[0] };
}
