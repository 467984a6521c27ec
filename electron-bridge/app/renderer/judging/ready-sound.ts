/** The sound of the chosen clip, and of those that come next, is there before its key is pressed. */
import { useEffect } from "react";
import { prepare, stop } from "../sound/player.js";
import { clipOf } from "../spectrogram/stretch.js";
import type { Clip } from "./clip.js";
import { type Looks, usualLook } from "./looks.js";
import { type Judge, waits } from "./queue.js";
import { heard } from "./sounds.js";

/** So many clips that wait are fetched ahead. */
const AHEAD = 4;
/** How far they are looked for. */
const FAR = 50;

export function useReadySound(
  items: readonly Clip[] | undefined,
  at: number,
  judge: Judge,
  lookOf: Looks["of"] = usualLook,
): void {
  const { labeler, blind } = judge;
  useEffect(() => {
    if (items === undefined || at < 0) return;
    const ahead = items
      .slice(at + 1, at + 1 + FAR)
      .filter((item) => waits(item, { labeler, blind }))
      .slice(0, AHEAD);
    for (const item of [...items.slice(at, at + 1), ...ahead]) {
      const its = heard(item);
      if (its !== undefined) prepare(clipOf(its, lookOf(item.species).beside));
    }
  }, [items, at, labeler, blind, lookOf]);
  useEffect(() => stop, []);
}
