/** Looks for the next clip that waits among those that are not loaded yet. */
import { t } from "@lingui/core/macro";
import { useEffect, useRef } from "react";
import { count } from "../../i18n/format.js";
import { type Judge, nextAfter } from "../../judging/queue.js";
import { stop } from "../../sound/player.js";
import { useSteady } from "../../ui/steady.js";
import { tell } from "../../ui/toast.js";
import type { Item, Items } from "./items.js";

/** So many pages are looked through for one key. */
const PAGES = 25;

/** `at`: the place of the clip in hand. What is returned begins to look. */
export function useSeek(
  list: Items,
  at: number,
  judge: Judge,
  onFound: (item: Item) => void,
): () => void {
  const { items = [], first, hasMore, load } = list;
  const end = first + items.length;
  const left = useRef(0);
  const looked = useRef(0);
  const look = useSteady(() => {
    if (left.current === 0) return;
    const found = nextAfter(items, items.slice(at, at + 1), judge, hasMore);
    if (found !== undefined) onFound(found);
    else if (!hasMore) stop();
    else if (--left.current > 0) {
      load("next");
      return;
    } else tell({ text: noneSaid(end - looked.current) });
    left.current = 0;
  });
  useEffect(() => {
    look();
  }, [list.items, look]);
  return useSteady(() => {
    [left.current, looked.current] = [PAGES, end];
    load("next");
  });
}

function noneSaid(number: number): string {
  const clips = count(number);
  return t`The next ${clips} clips are all judged. Go to the next clip again to look further.`;
}
