/** One sample: its clips as tiles or one by one, judged by keys, and the numbers above them. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useRef, useState } from "react";
import { useChosen } from "../../chosen.js";
import type { PageError } from "../../data/call.js";
import { useSettings } from "../../data/settings.js";
import { stepsOf } from "../../data/steps.js";
import { go, keep } from "../../routes.js";
import { useSaidPlaying } from "../../sound/said.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { useSteady } from "../../ui/steady.js";
import { copyMethods, exportSample, grow, remove } from "./acts.js";
import { Bar } from "./bar.js";
import { ClipDialogs } from "./clip-dialogs.js";
import { Done } from "./done.js";
import { useEstimate } from "./estimate.js";
import { type ClipsHandle, Grid } from "../../judging/grid.js";
import { type Item, useItems } from "./items.js";
import { type Step, useJudging } from "../../judging/judging.js";
import { One } from "./one.js";
import { QueueHead, type WholeAct } from "./queue-head.js";
import { countsOf, isOpen, type Judge, nextWaiting } from "../../judging/queue.js";
import { RemoveDialog } from "./remove-dialog.js";
import { useSample } from "./samples.js";
import { Strip } from "./strip.js";
import { ThresholdDialog } from "./threshold-dialog.js";
import { useClipActs } from "./use-clip-acts.js";
import { useReadySound } from "../../judging/ready-sound.js";
import { useView } from "./view.js";

const STEPS = stepsOf<Step>();

interface QueueProps {
  sampleId: number;
  isOne: boolean;
}

export type DialogName = "species" | "note" | "threshold" | "remove";

export function Queue({ sampleId, isOne }: QueueProps): React.JSX.Element {
  const { t } = useLingui();
  const [chosen, setChosen] = useChosen("clip");
  const found = useSample(sampleId);
  const loaded = useItems(sampleId);
  const judging = useJudging({ clips: loaded, steps: STEPS, sampleId });
  const { value: view, change: changeView, ready } = useView();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const [dialog, setDialog] = useState<DialogName>();
  const [failed, setFailed] = useState<PageError>();
  const clips = useRef<ClipsHandle>(null);
  const blind = view.blind && labeler !== "";
  const judge = useMemo<Judge>(() => ({ labeler, blind }), [labeler, blind]);
  const { items } = loaded;
  const sample = found.value?.rows[0];
  const at = items?.findIndex(({ itemId }) => itemId === chosen) ?? -1;
  const item = items?.[at];
  const counts = countsOf(items ?? [], judge);
  const isDone = items !== undefined && items.length > 0 && counts.waiting === 0;
  const isHidden = judge.blind && !isDone;
  const estimate = useEstimate(sampleId, loaded, ready && !isHidden);
  const choose = (next: Item | undefined): void => {
    if (next !== undefined) setChosen(next.itemId);
  };
  // The first clip that waits is chosen when the page opens, and the clips have the keys.
  const isThere = items !== undefined && items.length > 0;
  useEffect(() => {
    if (!isThere) return;
    if (at < 0) choose(items[Math.max(0, nextWaiting(items, -1, judge))]);
    const focused = document.activeElement?.closest("main, main *");
    if (focused == null || focused.matches("main")) clips.current?.focus();
    // Once, when the clips are there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isThere]);
  useEffect(() => {
    if (isThere) clips.current?.focus();
    // The other way of looking takes the keys over.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOne]);
  useReadySound(items, at, judge);
  useSaidPlaying();
  const after = (act: Promise<PageError | undefined>): void => {
    void act.then(setFailed);
  };
  const showOne = (one: boolean): void => {
    keep({ one: one ? "1" : undefined });
  };
  const whole = {
    grow: () => {
      if (sample !== undefined) after(grow(sample));
    },
    export: () => {
      if (sample !== undefined) after(exportSample(sample));
    },
    methods: () => {
      if (estimate.value !== undefined) void copyMethods(estimate.value.species);
    },
    threshold: () => {
      setDialog("threshold");
    },
    remove: () => {
      setDialog("remove");
    },
    list: () => {
      go("verify");
    },
    blind: () => {
      changeView({ blind: !view.blind });
    },
    one: () => {
      showOne(!isOne);
    },
  };
  const onWhole = useSteady((act: WholeAct) => {
    whole[act]();
  });
  const { acts, next } = useClipActs({
    ...{ items, at, item, judge, judging, isOne },
    onChoose: choose,
    onDialog: setDialog,
    whole,
  });
  if (found.value !== undefined && sample === undefined) {
    return (
      <Empty
        title={t`This sample is not here`}
        reason={t`It was removed, or belongs to another project.`}
        action={{ text: t`All samples`, act: whole.list }}
      />
    );
  }
  const told = estimate.value?.species.find(({ species }) => species === item?.species);
  const isNamed = new Set(items?.map(({ species }) => species)).size > 1;
  const close = (): void => {
    setDialog(undefined);
  };
  const error = found.error ?? loaded.error;
  return (
    <>
      <QueueHead
        {...{ sample, isOne, blind }}
        onAct={onWhole}
        canBlind={labeler !== ""}
        isEstimate={sample?.purpose !== "presence"}
      />
      <Strip
        species={item !== undefined && isOpen(item, judge) ? item : null}
        {...{ counts, estimate, told, isHidden }}
      />
      {error !== undefined && (
        <Failure error={error} action={{ text: t`Try again`, act: loaded.again }} />
      )}
      {judging.error !== undefined && <Failure error={judging.error} />}
      {failed !== undefined && <Failure error={failed} />}
      {isDone && (
        <Done
          members={counts.members}
          isEstimate={sample?.purpose !== "presence"}
          onThreshold={whole.threshold}
          onMethods={whole.methods}
          onGrow={whole.grow}
          onExport={whole.export}
        />
      )}
      {items === undefined ? (
        error === undefined && <Loading />
      ) : isOne && item !== undefined ? (
        <One
          {...{ item, judge, seconds: view.seconds, number: at + 1, of: items.length }}
          handle={clips}
          onSeconds={(seconds) => {
            changeView({ seconds });
          }}
          onMove={(to) => {
            const place = to === "first" ? 0 : to === "last" ? items.length - 1 : at + to;
            choose(items[Math.max(0, Math.min(items.length - 1, place))]);
          }}
          onNext={next}
          onClose={() => {
            showOne(false);
          }}
        />
      ) : (
        <Grid
          {...{ items, judge, isNamed, chosen: item?.itemId }}
          label={t`Clips of the sample`}
          handle={clips}
          onChoose={acts.choose}
          onOpen={() => {
            showOne(true);
          }}
          onNext={next}
        />
      )}
      {item !== undefined && (
        <Bar
          onAct={acts.act}
          off={acts.off}
          isSkipped={item.state === "skipped"}
          isUnit={item.skippedBecause !== null}
        />
      )}
      {(dialog === "species" || dialog === "note") && item !== undefined && (
        <ClipDialogs
          {...{ dialog, item, onClose: close, isNamed: isOpen(item, judge) }}
          onPick={acts.correct}
          onNote={(text) => {
            judging.note(item, text);
          }}
        />
      )}
      {dialog === "threshold" && sample !== undefined && (
        <ThresholdDialog sample={sample} waiting={counts.waiting} onClose={close} />
      )}
      {dialog === "remove" && sample !== undefined && (
        <RemoveDialog
          name={sample.name}
          onClose={close}
          onRemove={() => {
            after(remove(sample));
          }}
        />
      )}
    </>
  );
}
