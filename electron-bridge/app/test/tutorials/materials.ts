/** The recordings that each tutorial speaks of, made as recorders write them. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { minute } from "../../node/sample.js";

export interface Materials {
  /** False: the person opens Linnet for the first time. */
  begun?: boolean;
}

const FOREST = "52.75 23.70";

/** A minute in the forest of Białowieża, with a pygmy owl and a cuckoo; `start` as 2026-05-12T05:12:00. */
async function recording(
  folder: string,
  start: string,
  seed: number,
  place = FOREST,
): Promise<void> {
  const name = `${start.replace(/[-:]/g, "").replace("T", "_")}.WAV`;
  const guano = ["GUANO|Version: 1.0", `Timestamp: ${start}`, `Loc Position: ${place}`, ""].join(
    "\n",
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), minute(guano, seed));
}

/** By the name of the tutorial's file. */
export const MATERIALS: Record<string, (folder: string) => Promise<Materials>> = {
  "a-card-in-the-evening": async (folder) => {
    const card = join(folder, "CARD7");
    for (const [at, minutes] of ["12", "22", "32", "42"].entries()) {
      await recording(card, `2026-05-12T05:${minutes}:00`, at + 1);
    }
    // A card was pulled out while its recorder wrote.
    await writeFile(join(card, "20260512_055200.WAV"), "");
    return { begun: false };
  },
};
