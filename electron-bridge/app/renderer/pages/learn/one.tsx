/** One classifier: its versions and figures, and the steps that make it better. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../../data/call.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { go } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Loading, useLate } from "../../ui/loading.js";
import { Tabs } from "../../ui/tabs.js";
import { exportClassifier, importClassifier } from "./acts.js";
import { BaseBar } from "./base-bar.js";
import {
  type Classifier,
  isBusy,
  useClassifiers,
  useJobOf,
  type Version,
  versionInUse,
} from "./classifiers.js";
import { Compare } from "./compare.js";
import { Find } from "./find.js";
import { Judge } from "./judge.js";
import { Overview } from "./overview.js";
import { RemoveDialog, type Removing } from "./remove-dialog.js";
import { RenameDialog } from "./rename-dialog.js";
import { goTo, type Step, stepAfter, STEPS } from "./steps.js";
import { Train } from "./train.js";
import { FirstTraining } from "./training.js";
import { figure } from "./words.js";

/** How long the list may take to have what was just made. */
const COMES_MS = 3_000;

interface OneProps {
  name: string;
  step: Step;
}

export function One({ name, step }: OneProps): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, again } = useClassifiers();
  const training = useJobOf("train", name);
  const list = (): void => {
    go("learn");
  };
  useCommands({ "learn.list": list });
  const classifier = value?.heads.find((each) => each.name === name);
  // After a training, an import or another name the list is read anew; what it then lacks is gone.
  const isMissing = classifier === undefined && value !== undefined;
  const isComing = isMissing !== useLate(isMissing, COMES_MS);
  if (classifier !== undefined) {
    return <Shown classifier={classifier} step={step} all={value?.heads ?? []} onList={list} />;
  }
  const first = isBusy(training) || training?.state === "failed" ? training : undefined;
  return (
    <>
      <Head name={name} onList={list} />
      <div className="page-body">
        {error !== undefined && (
          <Failure error={error} action={{ text: t`Try again`, act: again }} />
        )}
        {first !== undefined ? (
          <FirstTraining job={first} />
        ) : value === undefined ? (
          error === undefined && <Loading />
        ) : isComing ? (
          <Loading />
        ) : (
          <Empty
            title={t`This classifier is not here`}
            reason={t`It was removed, has another name now, or its training was stopped.`}
            action={{ text: t`All classifiers`, act: list }}
          />
        )}
      </div>
    </>
  );
}

interface HeadProps {
  name: string;
  onList: () => void;
  children?: React.ReactNode;
}

function Head({ name, onList, children }: HeadProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <header className="page-head">
      <Button variant="quiet" aria-label={t`All classifiers`} onPress={onList}>
        <Icon name="narrow" size={16} /> <KeyName of="learn.list" />
      </Button>
      <h1 className="cut-name" title={name}>
        {name}
      </h1>
      {children}
    </header>
  );
}

/** "v3 · 190 labels · AP 0.89". */
function Summary({ version }: { version: Version }): React.JSX.Element {
  const { number, labels, averagePrecision } = version;
  const shown = String(number);
  const precision = figure(averagePrecision);
  return (
    <span className="quiet small">
      <Trans>Version {shown}</Trans>
      {labels !== null && " · "}
      {labels !== null && <Plural value={labels} one="# label" other="# labels" />}
      {averagePrecision !== null && " · "}
      {averagePrecision !== null && <Trans>AP {precision}</Trans>}
    </span>
  );
}

interface ShownProps {
  classifier: Classifier;
  /** All of this computer, to compare with. */
  all: readonly Classifier[];
  step: Step;
  onList: () => void;
}

function Shown({ classifier, all, step, onList }: ShownProps): React.JSX.Element {
  const { t } = useLingui();
  const { name, title } = classifier;
  const [asking, setAsking] = useState<"rename" | Removing>();
  const [failed, setFailed] = useState<PageError>();
  const present = versionInUse(classifier);
  const send = (): void => {
    if (present !== undefined) void exportClassifier(name, present.number).then(setFailed);
  };
  const removeAll = (): void => {
    setAsking({ version: undefined });
  };
  const askName = (): void => {
    setAsking("rename");
  };
  useCommands({
    "learn.new": () => {
      go("learn", { new: "" });
    },
    "learn.import": () => void importClassifier().then(setFailed),
    "learn.step": ({ key }) => {
      const chosen = STEPS[Number(key) - 1];
      if (chosen === undefined) return false;
      goTo(chosen);
      return true;
    },
    "learn.next": () => {
      goTo(stepAfter(step));
    },
    "learn.rename": askName,
    "learn.export": send,
    "learn.remove": removeAll,
  });
  const texts: Record<Step, string> = {
    overview: t`Versions`,
    judge: t`Judge`,
    train: t`Train`,
    compare: t`Compare`,
    find: t`Find everywhere`,
  };
  const panels: Record<Step, React.ReactNode> = {
    overview: <Overview classifier={classifier} onRemove={setAsking} onError={setFailed} />,
    judge: <Judge classifier={classifier} />,
    train: <Train classifier={classifier} />,
    compare: <Compare classifier={classifier} all={all} />,
    find: <Find classifier={classifier} />,
  };
  return (
    <>
      <Head name={title} onList={onList}>
        {present !== undefined && <Summary version={present} />}
        <span className="grow" />
        <Button variant="quiet" onPress={askName}>
          <Trans>Rename…</Trans> <KeyName of="learn.rename" />
        </Button>
        <Button variant="quiet" isDisabled={present === undefined} onPress={send}>
          <Trans>Export…</Trans> <KeyName of="learn.export" />
        </Button>
        <Button variant="quiet" onPress={removeAll}>
          <Trans>Remove…</Trans> <KeyName of="learn.remove" />
        </Button>
      </Head>
      <BaseBar classifier={classifier} />
      {failed !== undefined && <Failure error={failed} />}
      <div className="learn">
        <Tabs
          label={t`Steps`}
          chosen={step}
          onChange={goTo}
          tabs={STEPS.map((id, at) => ({
            ...{ id, text: `${String(at + 1)} ${texts[id]}`, panel: panels[id] },
          }))}
        />
      </div>
      {asking === "rename" && (
        <RenameDialog
          classifier={classifier}
          taken={all.map((each) => each.name)}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
      {asking !== undefined && asking !== "rename" && (
        <RemoveDialog
          classifier={classifier}
          removing={asking}
          onError={setFailed}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
    </>
  );
}
