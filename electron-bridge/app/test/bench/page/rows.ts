/** Made rows of the table; their recordings are not found, so that no pictures are drawn. */
import type { Detection } from "../../../renderer/pages/detections/rows.js";

export const PAGE = 200;

export function madePage(page: number): Detection[] {
  return Array.from({ length: PAGE }, (_, at) => made(page * PAGE + at));
}

function made(at: number): Detection {
  const species = `Genus${String(at % 60)} species${String(at % 400)}`;
  const row = {
    detectionId: at + 1,
    annotationId: at + 1,
    recordingId: 1 + Math.floor(at / 100),
    heardAt: "2026-03-12T05:12:00",
    recordedAt: "2026-03-12T05:00:00",
    utcOffset: null,
    start: 3 * (at % 100),
    end: 3 * (at % 100) + 3,
    channel: null,
    species,
    common: `Bird ${String(at % 400)}`,
    confidence: 0.25 + (at % 700) / 1000,
    verified: "UNVERIFIED",
    verdictBy: null,
    correctedTo: null,
    site: `S${String(at % 60)}`,
    missingSince: "2026-03-12",
    model: "birdnet-v2.4",
  };
  return row as unknown as Detection;
}
