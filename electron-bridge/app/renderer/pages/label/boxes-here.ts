/** The labels and detections of the page: those that are kept, the one in the hand, the one without a name. */
import { useMemo, useRef, useState } from "react";
import { useSettings } from "../../data/settings.js";
import { score } from "../../i18n/format.js";
import { useFirst } from "../../species/names.js";
import type { Box } from "../../spectrogram/boxes.js";
import type { Mark } from "../../spectrogram/marks.js";
import { useSteady } from "../../ui/steady.js";
import type { Found, FoundAll } from "./found.js";

/** The id of a box that has no name yet. */
export const DRAFT = "draft";

export interface BoxesHere {
  found: Found[];
  marks: Mark[];
  chosen: Found | undefined;
  chosenId: string | undefined;
  choose: (id: string | undefined) => void;
  draft: Box | undefined;
  setDraft: (box: Box | undefined) => void;
  /** Show a label at another place until the engine has it there. */
  moveTo: (id: string, box: Box) => void;
  /** A decision on a label has made another one; undefined: none. */
  became: (id: string, next: string | undefined) => void;
}

interface Moved {
  id: string;
  box: Box;
  /** The answer that still has the label where it was; undefined while the engine works on it. */
  before: FoundAll | undefined;
  isKept: boolean;
}

export function useBoxesHere(value: FoundAll | undefined, withDetections: boolean): BoxesHere {
  const [chosenId, choose] = useState<string>();
  const [draft, setDraft] = useState<Box>();
  const [moved, setMoved] = useState<Moved>();
  /** Ids of the same label, before and after decisions: undo leads back to the older ones. */
  const same = useRef(new Map<string, string>());
  const latest = useRef(value);
  latest.current = value;
  const isMoved = moved !== undefined && !(moved.isKept && moved.before !== value);
  const first = useFirst();
  const { speciesLanguage } = useSettings(({ settings }) => settings);
  const found = useMemo(
    () =>
      (value?.found ?? [])
        .filter(({ kind }) => withDetections || kind === "label")
        .map((each) =>
          isMoved && isSame(same.current, each.id, moved.id) ? { ...each, ...moved.box } : each,
        ),
    [value, withDetections, moved, isMoved],
  );
  const marks = useMemo(() => {
    const kept = found.map((each): Mark => {
      const { id, kind, species, common, start, end, lowHz, highHz } = each;
      const name = first(species, common) ?? species;
      return { id, kind, start, end, lowHz, highHz, text: textOf(each, name) };
    });
    const unnamed: Mark[] =
      draft === undefined ? [] : [{ id: DRAFT, kind: "draft", text: "?", ...draft }];
    return [...kept, ...unnamed];
    // The names come anew with another language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [found, draft, speciesLanguage]);
  const chosen =
    chosenId === undefined
      ? undefined
      : (found.find(({ id }) => id === chosenId) ??
        found.find(({ id }) => isSame(same.current, id, chosenId)));
  return {
    ...{ found, marks, chosen, choose, draft, setDraft },
    chosenId: draft !== undefined && chosenId === DRAFT ? DRAFT : chosen?.id,
    moveTo: (id, box) => {
      setMoved({ id, box, before: undefined, isKept: false });
    },
    became: useSteady((id: string, next: string | undefined) => {
      if (next !== undefined && next !== id) link(same.current, id, next);
      setMoved((its) => {
        const isIt = its !== undefined && isSame(same.current, its.id, id);
        // What could not be kept is where it was.
        if (!isIt || next === undefined) return undefined;
        return { ...its, before: latest.current, isKept: true };
      });
    }),
  };
}

/** The oldest id stands for all that a label has had. */
function oldest(same: ReadonlyMap<string, string>, id: string): string {
  const before = same.get(id);
  return before === undefined ? id : oldest(same, before);
}

function isSame(same: ReadonlyMap<string, string>, one: string, other: string): boolean {
  return oldest(same, one) === oldest(same, other);
}

function link(same: Map<string, string>, id: string, next: string): void {
  if (!isSame(same, id, next)) same.set(next, oldest(same, id));
}

const SIGNS: Record<Found["verdict"], string> = {
  right: " ✓",
  wrong: " ✕",
  unsure: " ?",
  none: "",
};

function textOf({ verdict, score: its }: Found, name: string): string {
  return `${name}${its === null ? "" : ` ${score(its)}`}${SIGNS[verdict]}`;
}
