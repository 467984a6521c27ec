/** Clips as tiles or one by one, with the keys, the bar and the dialogs that judge them. */
import { t } from "@lingui/core/macro";
import { type RefObject, useEffect, useRef, useState } from "react";
import { count } from "../../i18n/format.js";
import { Bar } from "./bar.js";
import { ClipDialogs } from "./clip-dialogs.js";
import { type ClipsHandle, Grid } from "../../judging/grid.js";
import type { Item, Items } from "./items.js";
import type { Judging } from "../../judging/judging.js";
import { LookLine } from "./look-line.js";
import { earOf, useLooks } from "../../judging/looks.js";
import { One } from "./one.js";
import { isOpen, type Judge } from "../../judging/queue.js";
import { useReadySound } from "../../judging/ready-sound.js";
import { useReferences } from "./references.js";
import { useTogether } from "../../judging/use-together.js";
import { useClipActs } from "./use-clip-acts.js";
import { useSeek } from "./use-seek.js";
import type { View } from "./view.js";

interface ClipsProps {
  label: string;
  items: readonly Item[];
  /** The queue that they are of. */
  list: Items;
  /** The clip in hand, by its id. */
  chosen: number | undefined;
  judge: Judge;
  judging: Judging;
  view: View;
  isOne: boolean;
  isSample: boolean;
  /** A verdict settles a disagreement between people. */
  isSettling?: boolean;
  /** Clips of one list say their species or not, whichever of them are loaded. */
  isNamed?: boolean;
  onView: (some: Partial<View>) => void;
  onChoose: (item: Item) => void;
  onOne: (isOne: boolean) => void;
  onSimilar: ((item: Item) => void) | undefined;
  /** Undefined where there is nothing to leave. */
  onClose: (() => void) | undefined;
}

export function ClipsView(props: ClipsProps): React.JSX.Element {
  const { items, list, judge, judging, view, isOne, isSample, onOne, onClose } = props;
  const { isSettling = false } = props;
  const { first, hasMore } = list;
  const [dialog, setDialog] = useState<"species" | "note">();
  const handle = useRef<ClipsHandle>(null);
  const at = items.findIndex(({ itemId }) => itemId === props.chosen);
  const item = items[at];
  const { marked, chosen, mark, alone, leave } = useTogether({
    ...{ items, at, isOne, onChoose: props.onChoose },
  });
  useKeysHere(handle, isOne);
  const looks = useLooks();
  const looking = useRef<ClipsHandle>(null);
  useReadySound(items, at, judge, looks.of);
  const references = useReferences(
    isOne && item !== undefined && isOpen(item, judge) ? item : undefined,
  );
  const seek = useSeek(list, at, judge, (found) => {
    acts.choose(found);
  });
  const { acts, next } = useClipActs({
    ...{ items, item, chosen, judge, judging, isSample, isSettling },
    ...{ hasMore, onSeek: seek },
    ...{ onChoose: alone, onDialog: setDialog, onSimilar: props.onSimilar, references },
    lookOf: looks.of,
    onLook: () => looking.current?.focus(),
  });
  const close = (): boolean => {
    if (leave()) return true;
    onClose?.();
    return onClose !== undefined;
  };
  const toPlace = (place: number): void => {
    const its = items[Math.max(0, Math.min(items.length - 1, place))];
    if (its !== undefined) alone(its);
  };
  const { isNamed = new Set(items.map(({ species }) => species)).size > 1 } = props;
  return (
    <>
      {isOne && item !== undefined ? (
        <One
          {...{ item, judge, handle, references, seconds: view.seconds }}
          {...{ look: looks.of(item.species), number: first + at + 1, of: allOf(list) }}
          onSeconds={(seconds) => {
            props.onView({ seconds });
          }}
          onMove={(to) => {
            if (to === "first" && first > 0) list.load("start");
            else toPlace(to === "first" ? 0 : to === "last" ? items.length - 1 : at + to);
          }}
          onNext={next}
          onClose={() => {
            onOne(false);
          }}
        />
      ) : (
        <Grid
          {...{ label: props.label, items, judge, handle, isNamed, marked }}
          {...{ first, onLoad: list.load }}
          lookOf={looks.of}
          chosen={item?.itemId}
          onChoose={acts.choose}
          onMark={mark}
          onOpen={() => {
            onOne(true);
          }}
          onNext={next}
          onClose={close}
        />
      )}
      {item !== undefined && (
        <Bar
          {...{ isSample, isSettling, number: chosen.length, off: acts.off }}
          canSeekAlike={props.onSimilar !== undefined}
          isLoadedAlone={hasMore && marked.size > 1 && marked.size === items.length}
          onAct={acts.act}
          isSkipped={item.state === "skipped"}
          isUnit={item.skippedBecause !== null}
        />
      )}
      {item !== undefined && (
        <LookLine
          handle={looking}
          look={looks.of(item.species)}
          ear={earOf({ sampleRate: item.sampleRate, highHz: null }, looks.of(item.species))}
          species={isOpen(item, judge) ? item.species : null}
          onChange={(some) => {
            looks.change(item.species, some);
          }}
        />
      )}
      {dialog !== undefined && item !== undefined && (
        <ClipDialogs
          {...{ dialog, item, isSettling, number: chosen.length, isNamed: isOpen(item, judge) }}
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

/** How many clips a queue has, such as "more than 10,000". */
function allOf({ total, isExact }: Items): string {
  const shown = count(total);
  return isExact ? shown : t`more than ${shown}`;
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
