/** Clips of a species that were found right elsewhere, to compare another clip with. */
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import { useRows } from "../../data/answer.js";
import { play, stop, usePlayer } from "../../sound/player.js";
import { clipOf } from "../../spectrogram/stretch.js";
import type { Item } from "./items.js";
import { earOf, type Look } from "../../judging/looks.js";

/** So many are shown, each of another site. */
const REFERENCES = 3;
/** Among so many of the best, other sites are looked for. */
const BEST = 100;

export type Reference = RowOf<"detections">;

/**
 * The best right ones of other sites; of other recordings where no sites are known. Undefined until
 * they are known. They stay while clips are judged. `item`: undefined while none is wanted.
 */
export function useReferences(item: Item | undefined): readonly Reference[] | undefined {
  const { value } = useRows(
    item === undefined
      ? undefined
      : {
          select: "detections",
          where: {
            ...{ species: item.species, verified: "YES", missingSince: null },
            ...(item.site !== null
              ? { site: { ne: item.site } }
              : item.recordingId !== null && { recordingId: { ne: item.recordingId } }),
          },
          orderBy: ["-confidence"],
          limit: BEST,
        },
    [],
  );
  return item === undefined || value === undefined ? undefined : apart(value.rows);
}

/** The first one of each site; of each recording where its site is not known. */
function apart(rows: readonly Reference[]): Reference[] {
  const place = ({ site, recordingId }: Reference): string | number => site ?? recordingId;
  return rows
    .filter((row, at) => rows.findIndex((other) => place(other) === place(row)) === at)
    .slice(0, REFERENCES);
}

const nameOf = ({ detectionId }: Reference): string => `reference ${String(detectionId)}`;

export function useIsPlayed(reference: Reference): boolean {
  return usePlayer(({ name }) => name === nameOf(reference));
}

export function toggleReference(reference: Reference, look: Look): void {
  const name = nameOf(reference);
  if (usePlayer.getState().name === name) stop();
  else void play(name, clipOf(reference, look.beside), false, earOf(reference, look));
}

/** Play the one after that which is heard, each time another; after the last one comes silence. */
export function playNextReference(references: readonly Reference[], look: Look): void {
  const { name } = usePlayer.getState();
  const next = references[references.findIndex((each) => nameOf(each) === name) + 1];
  if (next === undefined) stop();
  else toggleReference(next, look);
}
