/** The labels and detections of the page: those that are kept, the one in the hand, the one without a name. */
import { useEffect, useMemo, useState } from "react";
import { useSettings } from "../../data/settings.js";
import { score } from "../../i18n/format.js";
import { useFirst } from "../../species/names.js";
import type { Box } from "../../spectrogram/boxes.js";
import type { Mark } from "../../spectrogram/marks.js";
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
  /** Show a label at its new place until the engine's answer has it there. */
  moveTo: (id: string, box: Box) => void;
}

export function useBoxesHere(value: FoundAll | undefined, withDetections: boolean): BoxesHere {
  const [chosenId, choose] = useState<string>();
  const [draft, setDraft] = useState<Box>();
  const [moved, setMoved] = useState<{ id: string; box: Box }>();
  useEffect(() => {
    setMoved(undefined);
  }, [value]);
  const first = useFirst();
  const { speciesLanguage } = useSettings(({ settings }) => settings);
  const found = useMemo(
    () =>
      (value?.found ?? [])
        .filter(({ kind }) => withDetections || kind === "label")
        .map((each) => (each.id === moved?.id ? { ...each, ...moved.box } : each)),
    [value, withDetections, moved],
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
  const chosen = found.find(({ id }) => id === chosenId);
  return {
    ...{ found, marks, chosen, choose, draft, setDraft },
    chosenId: draft !== undefined && chosenId === DRAFT ? DRAFT : chosen?.id,
    moveTo: (id, box) => {
      setMoved({ id, box });
    },
  };
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
