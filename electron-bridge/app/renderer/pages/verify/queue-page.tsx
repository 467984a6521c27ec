/** One sample: its clips, judged by keys, and the numbers above them. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo } from "react";
import { useChosen } from "../../chosen.js";
import { useSettings } from "../../data/settings.js";
import { go, keep } from "../../routes.js";
import { useSaidPlaying } from "../../sound/said.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Done } from "./done.js";
import { useEstimate } from "./estimate.js";
import { useJudging } from "../../judging/judging.js";
import { countsOf, isOpen, type Judge, nextWaiting } from "../../judging/queue.js";
import { useMembers } from "./members.js";
import { QueueClips } from "./queue-clips.js";
import { QueueHead } from "./queue-head.js";
import { drawnUnitOf, useSample } from "./samples.js";
import { Strip } from "./strip.js";
import { STEPS } from "./steps.js";
import { useWhole } from "./use-whole.js";
import { useView } from "./view.js";
import { WholeDialogs } from "./whole-dialogs.js";

interface QueueProps {
  sampleId: number;
  isOne: boolean;
}

export function Queue({ sampleId, isOne }: QueueProps): React.JSX.Element {
  const { t } = useLingui();
  const [chosen, setChosen] = useChosen("clip");
  const found = useSample(sampleId);
  const loaded = useMembers(sampleId);
  const judging = useJudging({ clips: loaded, steps: STEPS, sampleId });
  const { value: view, change: changeView, ready } = useView();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const blind = view.blind && labeler !== "";
  const judge = useMemo<Judge>(() => ({ labeler, blind }), [labeler, blind]);
  const { items } = loaded;
  const sample = found.value?.rows[0];
  const item = items?.find(({ itemId }) => itemId === chosen);
  const counts = countsOf(items ?? [], judge);
  const isDone = items !== undefined && items.length > 0 && counts.waiting === 0;
  const isHidden = judge.blind && !isDone;
  const estimate = useEstimate(sampleId, loaded, ready && !isHidden);
  // The first clip that waits is chosen when the page opens.
  const isThere = items !== undefined && items.length > 0;
  useEffect(() => {
    if (!isThere || item !== undefined) return;
    setChosen(items[Math.max(0, nextWaiting(items, -1, judge))]?.itemId);
    // Once, when the clips are there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isThere]);
  useSaidPlaying();
  const showOne = (one: boolean): void => {
    keep({ one: one ? "1" : undefined });
  };
  const whole = useWhole(sample, estimate.value?.species, {
    blind: () => {
      changeView({ blind: !view.blind });
    },
    one: () => {
      showOne(!isOne);
    },
  });
  if (found.value !== undefined && sample === undefined) {
    return (
      <Empty
        title={t`This sample is not here`}
        reason={t`It was removed, or belongs to another project.`}
        action={{
          text: t`All samples`,
          act: () => {
            go("verify");
          },
        }}
      />
    );
  }
  const told = estimate.value?.species.find(({ species }) => species === item?.species);
  const isEstimate = sample?.purpose !== "presence";
  const error = found.error ?? loaded.error;
  return (
    <>
      <QueueHead
        {...{ sample, isOne, blind, isEstimate }}
        onAct={whole.act}
        canBlind={labeler !== ""}
      />
      <Strip
        species={item !== undefined && isOpen(item, judge) ? item : null}
        {...{ counts, estimate, told, isHidden }}
      />
      {error !== undefined && (
        <Failure error={error} action={{ text: t`Try again`, act: loaded.again }} />
      )}
      {judging.error !== undefined && <Failure error={judging.error} />}
      {whole.failed !== undefined && <Failure error={whole.failed} />}
      {isDone && (
        <Done
          {...{ isEstimate, members: counts.members, unit: sample ? drawnUnitOf(sample) : null }}
          onAct={whole.act}
        />
      )}
      <QueueClips
        {...{ judge, judging, view, isOne, chosen, list: loaded }}
        label={t`Clips of the sample`}
        isSample
        model={sample?.model}
        steps={STEPS}
        onView={changeView}
        onChoose={setChosen}
        onOne={showOne}
      />
      {items === undefined && error === undefined && <Loading />}
      <WholeDialogs whole={whole} sample={sample} waiting={counts.waiting} />
    </>
  );
}
