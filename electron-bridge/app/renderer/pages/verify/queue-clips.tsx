/** The clips of a queue, or those that sound like one of them, which come in their place. */
import { useState } from "react";
import type { Steps } from "../../data/steps.js";
import type { Judging, Step } from "../../judging/judging.js";
import type { Judge } from "../../judging/queue.js";
import { ClipsView } from "./clips-view.js";
import type { Items } from "./items.js";
import { SideQueue } from "./side-queue.js";
import type { View } from "./view.js";

interface QueueClipsProps {
  label: string;
  list: Items;
  /** The clip in hand, by its id. */
  chosen: number | undefined;
  judge: Judge;
  judging: Judging;
  steps: Steps<Step>;
  view: View;
  isOne: boolean;
  isSample: boolean;
  isNamed?: boolean;
  /** Whose stored windows are compared; undefined: those of the engine's choice. */
  model: string | undefined;
  onView: (some: Partial<View>) => void;
  onChoose: (itemId: number) => void;
  onOne: (isOne: boolean) => void;
}

export function QueueClips(props: QueueClipsProps): React.JSX.Element | null {
  const { list, judge, view, isOne, isSample, steps, onChoose } = props;
  const { items = [] } = list;
  const [aside, setAside] = useState<number>();
  const at = items.findIndex(({ itemId }) => itemId === aside);
  const likened = items[at];
  if (likened !== undefined) {
    return (
      <SideQueue
        {...{ of: likened, judge, view, isOne, isSample, steps, model: props.model }}
        key={likened.itemId}
        number={list.first + at + 1}
        onView={props.onView}
        onOne={props.onOne}
        onClose={() => {
          setAside(undefined);
        }}
      />
    );
  }
  if (items.length === 0) return null;
  const { isNamed } = props;
  return (
    <ClipsView
      {...{ items, list, judge, view, isOne, isSample, ...(isNamed !== undefined && { isNamed }) }}
      label={props.label}
      chosen={props.chosen}
      judging={props.judging}
      onView={props.onView}
      onChoose={({ itemId }) => {
        onChoose(itemId);
      }}
      onOne={props.onOne}
      onSimilar={({ itemId }) => {
        setAside(itemId);
      }}
      onClose={undefined}
    />
  );
}
