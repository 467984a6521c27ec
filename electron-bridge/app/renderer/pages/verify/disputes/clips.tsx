/** Clips on which people disagree: heard, compared and settled by keys. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo } from "react";
import { useChosen } from "../../../chosen.js";
import { useSettings } from "../../../data/settings.js";
import { useJudging } from "../../../judging/judging.js";
import { countsOf, type Judge, nextWaiting } from "../../../judging/queue.js";
import { useCommands } from "../../../keys/scopes.js";
import { keep } from "../../../routes.js";
import { useSaidPlaying } from "../../../sound/said.js";
import { Failure } from "../../../ui/failure.js";
import { Loading } from "../../../ui/loading.js";
import { ClipsView } from "../clips-view.js";
import { useView } from "../view.js";
import { type DisputesAddress, toAgreement, toList } from "./address.js";
import { useDisputes, useShown } from "./disputes.js";
import { DisputesHead } from "./head.js";
import { NoDisputes } from "./none.js";
import { PeopleSaid } from "./said.js";
import { STEPS } from "./steps.js";
import { DisputesStrip } from "./strip.js";

export function Disputes(props: Omit<DisputesAddress, "view">): React.JSX.Element {
  const { shown, species, isOne } = props;
  const { t } = useLingui();
  const [chosen, setChosen] = useChosen("clip");
  const loaded = useDisputes();
  const judging = useJudging({ clips: loaded, steps: STEPS, settles: true });
  const { value: view, change: changeView } = useView();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const judge = useMemo<Judge>(() => ({ labeler, blind: false }), [labeler]);
  const items = useShown(loaded.items, shown, species);
  const isThere = items !== undefined && items.length > 0;
  const item =
    items?.find(({ itemId }) => itemId === chosen) ??
    items?.[Math.max(0, nextWaiting(items, -1, judge))];
  const inHand = item?.itemId;
  useEffect(() => {
    if (inHand !== undefined && inHand !== chosen) setChosen(inHand);
  }, [inHand, chosen, setChosen]);
  useSaidPlaying();
  const showOne = (one: boolean): void => {
    keep({ one: one ? "1" : undefined });
  };
  useCommands({
    "verify.list": toList,
    "verify.agreement": () => {
      toAgreement(species);
    },
    "verify.one": () => {
      if (isThere) showOne(!isOne);
    },
  });
  const { error } = loaded;
  return (
    <>
      <DisputesHead
        {...{ shown, species, isOne, items: loaded.items ?? [] }}
        onOne={isThere ? showOne : undefined}
      />
      {loaded.items !== undefined && loaded.items.length > 0 && (
        <DisputesStrip counts={countsOf(loaded.items, judge)} species={species} />
      )}
      {error !== undefined && (
        <Failure error={error} action={{ text: t`Try again`, act: loaded.again }} />
      )}
      {judging.error !== undefined && <Failure error={judging.error} />}
      {items === undefined && error === undefined && <Loading />}
      {items?.length === 0 && <NoDisputes all={loaded.items?.length ?? 0} shown={shown} />}
      {isThere && item !== undefined && (
        <div className="disputes">
          <div className="disputes-clips">
            <ClipsView
              {...{ items, judge, judging, view, isOne }}
              list={{ ...loaded, items, total: items.length }}
              label={t`Clips on which people disagree`}
              chosen={item.itemId}
              isSample={false}
              isSettling
              onView={changeView}
              onChoose={({ itemId }) => {
                setChosen(itemId);
              }}
              onOne={showOne}
              onSimilar={undefined}
              onClose={undefined}
            />
          </div>
          <PeopleSaid item={item} />
        </div>
      )}
    </>
  );
}
