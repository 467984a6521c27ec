/** All detections that match a filter, the best first, judged as clips without drawing any. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useRef, useState } from "react";
import { useChosen } from "../../chosen.js";
import { useSettings } from "../../data/settings.js";
import type { Where } from "../../filters/given.js";
import { useFilterWords } from "../../filters/words.js";
import { useJudging } from "../../judging/judging.js";
import { countsOf, isOpen, type Judge, nextWaiting } from "../../judging/queue.js";
import { useCommands } from "../../keys/scopes.js";
import { Notes } from "../../notes/notes.js";
import { go, keep } from "../../routes.js";
import { useSaidPlaying } from "../../sound/said.js";
import { Banner } from "../../ui/banner.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { DrawDialog } from "./draw-dialog.js";
import { fromFilter } from "./from-filter.js";
import { useMatching } from "./matching.js";
import { MatchingHead } from "./matching-head.js";
import { MatchingStrip } from "./matching-strip.js";
import { QueueClips } from "./queue-clips.js";
import { useReadOnly } from "./read-only.js";
import { MATCHING_STEPS } from "./steps.js";
import { useView } from "./view.js";

interface MatchingProps {
  where: Where;
  isOne: boolean;
}

export function Matching({ where, isOne }: MatchingProps): React.JSX.Element {
  const { t } = useLingui();
  const [chosen, setChosen] = useChosen("clip");
  const list = useMatching(where);
  const judging = useJudging({ clips: list, steps: MATCHING_STEPS });
  const { value: view, change: changeView } = useView();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const [isDrawing, setIsDrawing] = useState(false);
  const isReadOnly = useReadOnly();
  const blind = view.blind && labeler !== "";
  const judge = useMemo<Judge>(() => ({ labeler, blind }), [labeler, blind]);
  const { items, error } = list;
  const item = items?.find(({ itemId }) => itemId === chosen);
  const first = items?.[0]?.itemId;
  const begun = useRef(false);
  // The first clip that waits is chosen when the page opens; at its start again, the first one.
  useEffect(() => {
    if (items === undefined || list.first > 0) return;
    const at = begun.current ? 0 : Math.max(0, nextWaiting(items, -1, judge));
    begun.current = true;
    if (item === undefined) setChosen(items[at]?.itemId);
    // Once for each beginning.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first, list.first]);
  useSaidPlaying();
  const showOne = (one: boolean): void => {
    keep({ one: one ? "1" : undefined });
  };
  const acts = {
    onBack: () => {
      const w = Object.keys(where).length > 0 && { w: JSON.stringify(where) };
      go("detections", { ...w, o: "-confidence" });
    },
    onBlind: () => {
      changeView({ blind: !view.blind });
    },
    onOne: () => {
      showOne(!isOne);
    },
    onDraw: () => {
      if (!isReadOnly) setIsDrawing(true);
    },
  };
  useCommands({
    "verify.one": acts.onOne,
    "verify.blind": acts.onBlind,
    "verify.draw": acts.onDraw,
    "verify.list": () => {
      go("verify");
    },
  });
  return (
    <>
      <MatchingHead {...{ isOne, blind, isReadOnly, ...acts }} canBlind={labeler !== ""} />
      {isReadOnly && (
        <Banner tone="warn">
          <Trans>This project can only be read: clips can be seen, not drawn or judged.</Trans>
        </Banner>
      )}
      <MatchingStrip
        {...{ where, list, counts: countsOf(items ?? [], judge) }}
        species={item !== undefined && !isOpen(item, judge) ? null : item}
      />
      <Notes notes={list.notes} />
      {error !== undefined && (
        <Failure error={error} action={{ text: t`Try again`, act: list.again }} />
      )}
      {judging.error !== undefined && <Failure error={judging.error} />}
      {items?.length === 0 && (
        <Empty
          title={t`No detection matches`}
          reason={t`The filter finds nothing to judge. Change the filter in Detections.`}
          action={{ text: t`Back to Detections`, act: acts.onBack }}
        />
      )}
      <QueueClips
        {...{ list, judge, judging, view, isOne, chosen }}
        label={t`Clips of all that match`}
        isSample={false}
        isNamed={typeof where.species !== "string" && !isOneOf(where.species)}
        model={undefined}
        steps={MATCHING_STEPS}
        onView={changeView}
        onChoose={setChosen}
        onOne={showOne}
      />
      {items === undefined && error === undefined && <Loading />}
      {isDrawing && (
        <DrawHere
          where={where}
          onClose={() => {
            setIsDrawing(false);
          }}
        />
      )}
    </>
  );
}

/** Whether a condition lists one name alone. */
function isOneOf(condition: Where[string] | undefined): boolean {
  return Array.isArray(condition) && condition.length === 1;
}

function DrawHere({ where, onClose }: { where: Where; onClose: () => void }): React.JSX.Element {
  const { begin, left } = useMemo(() => fromFilter(where), [where]);
  const words = useFilterWords(
    Object.fromEntries(Object.entries(where).filter(([name]) => left.includes(name))),
  );
  return (
    <DrawDialog
      begin={begin}
      left={words}
      onClose={onClose}
      onDrawn={(sampleId) => {
        go("verify", { s: String(sampleId) });
      }}
    />
  );
}
