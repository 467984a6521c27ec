/** A clip that a person judges: a member of a sample, or a window that a classifier asks about. */
import type { Verified } from "../data/verdict.js";

/** The last own word of a person, where those of several people are compared. */
export interface PersonsWord {
  labeler: string;
  verified: Verified;
  saidAt: string | null;
  comment: string | null;
}

export interface Clip {
  /** Of all clips of its page. */
  itemId: number;
  /** The detection that is judged; left out where a stretch and a species are. */
  detectionId?: number;
  /** The species that is asked. */
  species: string;
  common: string | null;
  /** Null where no model gave the species a score. */
  confidence: number | null;
  /** To the sound that was looked for, 1 being the same; null where none was. */
  similarity: number | null;
  /** Null where no recording of the project has its sound. */
  recordingId: number | null;
  /** Null, or left out: all channels mixed. */
  channel?: number | null;
  start: number;
  end: number;
  recordedAt: string | null;
  site: string | null;
  missingSince: string | null;
  sampleRate: number | null;
  recordingSeconds: number | null;
  state: "waiting" | "judged" | "skipped";
  verified: Verified;
  verdictBy: string | null;
  /** The other species that a person named in its place. */
  correctedTo: string | null;
  skippedBecause: number | null;
  skipReason: string | null;
  /** Its region, where what is said is said of exactly that one. */
  regionId?: number;
  /** What people said of it, the first word first; left out where nobody compares them. */
  people?: readonly PersonsWord[];
  /** How a disagreement on it was settled, by whom, when and with what note, as it was last read. */
  settled?: { as: Verified | null; by: string | null; at: string | null; comment: string | null };
}

/** What of a clip a step changes, and the species of which it is said. */
export type Shown = Pick<
  Clip,
  "species" | "state" | "verified" | "verdictBy" | "correctedTo" | "skippedBecause" | "skipReason"
>;

export interface Clips {
  /** In their order; undefined until they are there. */
  items: readonly Clip[] | undefined;
  patch: (ids: ReadonlySet<number>, change: (item: Clip) => Partial<Shown>) => void;
  /** While something is being stored, what is read may be of before it. */
  storing: <Value>(work: Promise<Value>) => Promise<Value>;
}
