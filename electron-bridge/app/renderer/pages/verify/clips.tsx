/** Clips as tiles or one by one, with the keys, the bar and the dialogs that judge them. */
import { plural } from "@lingui/core/macro";
import { type RefObject, useEffect, useRef, useState } from "react";
import { say } from "../../ui/say.js";
import { useSteady } from "../../ui/steady.js";
import { Bar } from "./bar.js";
import { ClipDialogs } from "./clip-dialogs.js";
import { type ClipsHandle, Grid } from "./grid.js";
import type { Item } from "./items.js";
import type { Judging } from "./judging.js";
import { LookLine } from "./look-line.js";
import { useLooks } from "./looks.js";
import { One } from "./one.js";
import { isOpen, type Judge } from "./queue.js";
import { useReadySound } from "./ready-sound.js";
import { useReferences } from "./references.js";
import { useClipActs } from "./use-clip-acts.js";
import type { View } from "./view.js";

interface ClipsProps {
  label: string;
  items: readonly Item[];
  /** The clip in hand, by its id. */
  chosen: number | undefined;
  judge: Judge;
  judging: Judging;
  view: View;
  isOne: boolean;
  isSample: boolean;
  onView: (some: Partial<View>) => void;
  onChoose: (item: Item) => void;
  onOne: (isOne: boolean) => void;
  onSimilar: ((item: Item) => void) | undefined;
  /** Undefined where there is nothing to leave. */
  onClose: (() => void) | undefined;
}

const NONE: ReadonlySet<number> = new Set();

export function Clips(props: ClipsProps): React.JSX.Element {
  const { items, judge, judging, view, isOne, isSample, onOne, onClose } = props;
  const [dialog, setDialog] = useState<"species" | "note">();
  const [marked, setMarked] = useState(NONE);
  const handle = useRef<ClipsHandle>(null);
  const at = items.findIndex(({ itemId }) => itemId === props.chosen);
  const item = items[at];
  const together = isOne || marked.size < 2 ? undefined : marked;
  const chosen = together
    ? items.filter(({ itemId }) => together.has(itemId))
    : items.slice(at, at + 1);
  useKeysHere(handle, isOne);
  const looks = useLooks();
  const looking = useRef<ClipsHandle>(null);
  useReadySound(items, at, judge, looks.of);
  const references = useReferences(
    isOne && item !== undefined && isOpen(item, judge) ? item : undefined,
  );
  const alone = (next: Item): void => {
    setMarked(NONE);
    props.onChoose(next);
  };
  const { acts, next } = useClipActs({
    ...{ items, at, item, chosen, judge, judging, isSample },
    ...{ onChoose: alone, onDialog: setDialog, onSimilar: props.onSimilar, references },
    lookOf: looks.of,
    onLook: () => looking.current?.focus(),
  });
  const onMark = (ids: ReadonlySet<number>, its: Item): void => {
    setMarked(ids);
    props.onChoose(its);
    const number = ids.size;
    say("chosen", plural(number, { one: "# clip chosen", other: "# clips chosen" }));
  };
  const onChoose = useSteady((its: Item) => {
    setMarked(NONE);
    acts.choose(its);
  });
  const close = (): boolean => {
    if (together !== undefined && item !== undefined) {
      onMark(new Set([item.itemId]), item);
      return true;
    }
    onClose?.();
    return onClose !== undefined;
  };
  const toPlace = (place: number): void => {
    const its = items[Math.max(0, Math.min(items.length - 1, place))];
    if (its !== undefined) alone(its);
  };
  const isNamed = new Set(items.map(({ species }) => species)).size > 1;
  return (
    <>
      {isOne && item !== undefined ? (
        <One
          {...{ item, judge, handle, references, seconds: view.seconds }}
          {...{ look: looks.of(item.species), number: at + 1, of: items.length }}
          onSeconds={(seconds) => {
            props.onView({ seconds });
          }}
          onMove={(to) => {
            toPlace(to === "first" ? 0 : to === "last" ? items.length - 1 : at + to);
          }}
          onNext={next}
          onClose={() => {
            onOne(false);
          }}
        />
      ) : (
        <Grid
          {...{ label: props.label, items, judge, handle, isNamed, onChoose, onMark }}
          lookOf={looks.of}
          chosen={item?.itemId}
          marked={together ?? NONE}
          onOpen={() => {
            onOne(true);
          }}
          onNext={next}
          onClose={close}
        />
      )}
      {item !== undefined && (
        <Bar
          {...{ isSample, number: chosen.length, off: acts.off }}
          onAct={acts.act}
          isSkipped={item.state === "skipped"}
          isUnit={item.skippedBecause !== null}
        />
      )}
      {item !== undefined && (
        <LookLine
          handle={looking}
          look={looks.of(item.species)}
          species={isOpen(item, judge) ? item.species : null}
          onChange={(some) => {
            looks.change(item.species, some);
          }}
        />
      )}
      {dialog !== undefined && item !== undefined && (
        <ClipDialogs
          {...{ dialog, item, number: chosen.length, isNamed: isOpen(item, judge) }}
          onClose={() => {
            setDialog(undefined);
          }}
          onPick={acts.correct}
          onNote={acts.note}
        />
      )}
    </>
  );
}

/** The clips have the keys once they are there, and the other way of looking takes them over. */
function useKeysHere(clips: RefObject<ClipsHandle | null>, isOne: boolean): void {
  const begun = useRef(false);
  useEffect(() => {
    const focused = document.activeElement?.closest("main, main *");
    if (begun.current || focused == null || focused.matches("main")) clips.current?.focus();
    begun.current = true;
    // Once for each way of looking.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOne]);
}
