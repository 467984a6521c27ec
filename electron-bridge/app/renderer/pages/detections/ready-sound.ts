/** The sound of the chosen row and of the next one is there before the key is pressed. */
import { useEffect } from "react";
import { prepare, stop } from "../../sound/player.js";
import type { Detection } from "./rows.js";
import { clipOf } from "./sounds.js";

export function useReadySound(rows: readonly Detection[], at: number): void {
  useEffect(() => {
    for (const each of rows.slice(at, at + 2)) {
      if (at >= 0 && each.missingSince === null) prepare(clipOf(each));
    }
  }, [at, rows]);
  useEffect(() => stop, []);
}
