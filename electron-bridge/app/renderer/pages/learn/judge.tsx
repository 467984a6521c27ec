/** The windows of which a classifier is least sure, judged by Verify's keys. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useRef, useState } from "react";
import { useSettings } from "../../data/settings.js";
import { stepsOf } from "../../data/steps.js";
import { count } from "../../i18n/format.js";
import type { Clip } from "../../judging/clip.js";
import { type ClipsHandle, Grid } from "../../judging/grid.js";
import { type Step, useJudging } from "../../judging/judging.js";
import { countsOf, type Judge as Person, nextWaiting } from "../../judging/queue.js";
import { useReadySound } from "../../judging/ready-sound.js";
import { useTogether } from "../../judging/use-together.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { Notes } from "../../notes/notes.js";
import { useSaidPlaying } from "../../sound/said.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Progress } from "../../ui/progress.js";
import { Said } from "../../ui/said.js";
import { ROUND, useAsked } from "./asked.js";
import { type Classifier } from "./classifiers.js";
import { JudgeBar } from "./judge-bar.js";
import { useBaseLack, useRemedy } from "./lack.js";
import { SpeciesDialog } from "./species-dialog.js";
import { goTo } from "./steps.js";
import { useJudgeKeys } from "./use-judge-keys.js";

const STEPS = stepsOf<Step>();

export function Judge({ classifier }: { classifier: Classifier }): React.JSX.Element {
  const { t } = useLingui();
  const { name, inUse } = classifier;
  const asked = useAsked(name, inUse);
  const { items, looking, find } = asked;
  const judging = useJudging({ clips: asked, steps: STEPS });
  const labeler = useSettings(({ settings }) => settings.labeler);
  const person = useMemo<Person>(() => ({ labeler, blind: false }), [labeler]);
  const [hand, setHand] = useState<number>();
  const [isNaming, setIsNaming] = useState(false);
  const clips = useRef<ClipsHandle>(null);
  const found = items?.findIndex(({ itemId }) => itemId === hand) ?? -1;
  const at = found >= 0 ? found : Math.max(0, nextWaiting(items ?? [], -1, person));
  const item = items?.[at];
  const counts = countsOf(items ?? [], person);
  const isDone = counts.members > 0 && counts.waiting === 0;
  const first = items?.[0]?.itemId;
  // The first look comes by itself; what a person has in hand stays.
  const remedy = useRemedy();
  const { lack, isKnown } = useBaseLack(classifier);
  const canAsk = isKnown && lack === undefined;
  useEffect(() => {
    if (canAsk && first === undefined) find();
    // Once, when the step is opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [canAsk]);
  // New windows have the keys, unless a person is elsewhere on the page.
  useEffect(() => {
    const at = document.activeElement;
    if (first !== undefined && at?.closest("[role=tablist], input") == null) clips.current?.focus();
  }, [first]);
  useReadySound(items, at, person);
  useSaidPlaying();
  const { marked, chosen, mark, alone, leave } = useTogether({
    ...{ items: items ?? [], at },
    onChoose: ({ itemId }: Clip) => {
      setHand(itemId);
    },
  });
  const { act, choose, next } = useJudgeKeys({
    ...{ items: items ?? [], item, chosen, person, judging },
    onChoose: alone,
    onName: () => {
      setIsNaming(true);
    },
  });
  useCommands({
    "learn.more": () => {
      if (canAsk) find();
    },
  });
  if (lack !== undefined) return <Empty {...lack} />;
  return (
    <div className="learn-judge">
      <div className="learn-strip">
        {looking === undefined ? (
          <Told of={asked} waiting={counts.waiting} inUse={inUse} isDone={isDone} />
        ) : (
          <Progress
            label={t`Looking for windows`}
            share={looking.share}
            text={t`Looking for the windows of which it is least sure…`}
          />
        )}
        <span className="grow" />
        {looking === undefined ? (
          <Button onPress={find}>
            <More /> <KeyName of="learn.more" />
          </Button>
        ) : (
          <Button onPress={asked.giveUp}>
            <Trans>Stop</Trans>
          </Button>
        )}
        <Button
          variant={isDone ? "primary" : "plain"}
          onPress={() => {
            goTo("train");
          }}
        >
          <Trans>Train</Trans> <KeyName of="learn.next" />
        </Button>
      </div>
      {asked.error !== undefined && (
        <Failure error={asked.error} action={remedy(asked.error, find)} />
      )}
      {judging.error !== undefined && <Failure error={judging.error} />}
      <Notes notes={asked.notes} />
      {items !== undefined && items.length > 0 && (
        <Grid
          {...{ items, judge: person, chosen: item?.itemId, marked, isNamed: true }}
          label={t`Windows that it asks about`}
          handle={clips}
          onChoose={choose}
          onMark={mark}
          onOpen={() => {
            act("learn.play");
          }}
          onNext={next}
          onClose={leave}
        />
      )}
      {item !== undefined && <JudgeBar onAct={act} number={chosen.length} />}
      {isNaming && item !== undefined && (
        <SpeciesDialog
          clip={item}
          number={chosen.length}
          onClose={() => {
            setIsNaming(false);
          }}
          onPick={(species) => {
            judging.correct(chosen, species);
            next();
          }}
        />
      )}
    </div>
  );
}

function More(): React.JSX.Element {
  return <Trans>Other {ROUND} windows</Trans>;
}

interface ToldProps {
  of: ReturnType<typeof useAsked>;
  waiting: number;
  inUse: number | null;
  isDone: boolean;
}

function Told({ of, waiting, inUse, isDone }: ToldProps): React.JSX.Element | null {
  const { items, version } = of;
  if (items === undefined) return null;
  if (items.length === 0) {
    return (
      <Said>
        <Trans>It has nothing to ask: all stored windows have a label.</Trans>
      </Said>
    );
  }
  const asks = String(version ?? "");
  return (
    <Said>
      {isDone ? (
        <Judged all={items.length} />
      ) : (
        <Plural
          value={waiting}
          one="# window waits for you. Is it the species that is named on it?"
          other="# windows wait for you. Is it the species that is named on each?"
        />
      )}{" "}
      {version !== inUse && (
        <span className="quiet">
          <Trans>Version {asks} asked these.</Trans>
        </span>
      )}
    </Said>
  );
}

function Judged({ all }: { all: number }): React.JSX.Element {
  const number = count(all);
  return <Trans>All {number} are judged. Train it again, so that it learns from them.</Trans>;
}
