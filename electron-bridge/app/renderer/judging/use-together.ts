/** Clips that are chosen together: what is said then is said of all of them. */
import { plural } from "@lingui/core/macro";
import { useState } from "react";
import { say } from "../ui/say.js";
import type { Clip } from "./clip.js";

interface Given {
  items: readonly Clip[];
  /** The place of the clip in hand; -1: none. */
  at: number;
  /** One clip is shown alone, so that no others are chosen. */
  isOne?: boolean;
  onChoose: (item: Clip) => void;
}

export interface Together {
  /** The ids of clips that are chosen together; empty where one clip is chosen alone. */
  marked: ReadonlySet<number>;
  /** The clips that are judged: those together, or the one in hand. */
  chosen: readonly Clip[];
  /** Choose clips together; `item`, one of them, is in hand. */
  mark: (ids: ReadonlySet<number>, item: Clip) => void;
  /** Choose one clip alone. */
  alone: (item: Clip) => void;
  /** Keep the one in hand alone; false where it is alone already. */
  leave: () => boolean;
}

const NONE: ReadonlySet<number> = new Set();

export function useTogether({ items, at, isOne = false, onChoose }: Given): Together {
  const [ids, setIds] = useState(NONE);
  const together = isOne ? [] : items.filter(({ itemId }) => ids.has(itemId));
  const marked = together.length < 2 ? NONE : ids;
  const mark: Together["mark"] = (chosen, item) => {
    setIds(chosen);
    onChoose(item);
    const number = chosen.size;
    say("chosen", plural(number, { one: "# clip chosen", other: "# clips chosen" }));
  };
  return {
    ...{ marked, mark },
    chosen: marked.size > 0 ? together : items.slice(Math.max(0, at), at + 1),
    alone: (item) => {
      setIds(NONE);
      onChoose(item);
    },
    leave: () => {
      const item = items[at];
      if (marked.size === 0 || item === undefined) return false;
      mark(new Set([item.itemId]), item);
      return true;
    },
  };
}
