/** All samples of the project, and what a sample is good for where there is none. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useRows } from "../../data/answer.js";
import type { PageError } from "../../data/call.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { go, keep } from "../../routes.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { exportSample, remove } from "./acts.js";
import { drawnAgain } from "./again.js";
import { DisputesButton } from "./disputes/button.js";
import type { Draw } from "./draw.js";
import { DrawDialog } from "./draw-dialog.js";
import { ImportDialog } from "./import-dialog.js";
import { useReadOnly } from "./read-only.js";
import { RemoveDialog } from "./remove-dialog.js";
import { type SampleAct, SampleTable } from "./sample-table.js";
import { type Sample, useSamples } from "./samples.js";

/** `drawn`: the dialog is open, for these species. */
export function List({ drawn }: { drawn: readonly string[] | undefined }): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, again: reread } = useSamples();
  const isReadOnly = useReadOnly();
  const draw = (): void => {
    keep({ draw: "" });
  };
  const [again, setAgain] = useState<Draw>();
  const [removed, setRemoved] = useState<Sample>();
  const [file, setFile] = useState<string>();
  const [failed, setFailed] = useState<PageError>();
  const bring = async (): Promise<void> => {
    const [picked] = await window.app.pick("sample");
    setFile(picked?.path);
  };
  useCommands({
    "verify.draw": () => {
      if (!isReadOnly) draw();
    },
    "verify.import": () => {
      if (!isReadOnly) void bring();
    },
  });
  const close = (): void => {
    setAgain(undefined);
    keep({ draw: undefined });
  };
  const onAct = (act: SampleAct, sample: Sample): void => {
    if (act === "remove") setRemoved(sample);
    else if (act === "export") void exportSample(sample).then(setFailed);
    else setAgain(drawnAgain(sample, freeName(sample.name, value?.rows ?? [])));
  };
  const begin = again ?? (drawn && { species: drawn });
  const open = (sampleId: number): void => {
    go("verify", { s: String(sampleId) });
  };
  return (
    <>
      <header className="page-head verify-list-head">
        <h1>
          <Trans>Verify</Trans>
        </h1>
        <span className="grow" />
        <DisputesButton />
        {value !== undefined && (
          <Button isDisabled={isReadOnly} onPress={() => void bring()}>
            <Trans>Import a sample…</Trans> <KeyName of="verify.import" />
          </Button>
        )}
        {value !== undefined && value.rows.length > 0 && (
          <Button variant="primary" isDisabled={isReadOnly} onPress={draw}>
            <Trans>Draw a sample…</Trans> <KeyName of="verify.draw" />
          </Button>
        )}
      </header>
      {isReadOnly && (
        <Banner tone="warn">
          <Trans>This project can only be read: samples can be seen, not drawn or judged.</Trans>
        </Banner>
      )}
      <div className="page-body">
        {error !== undefined && (
          <Failure error={error} action={{ text: t`Try again`, act: reread }} />
        )}
        {failed !== undefined && <Failure error={failed} />}
        {value === undefined && error === undefined && <Loading />}
        {value?.rows.length === 0 && <None isReadOnly={isReadOnly} onDraw={draw} />}
        {value !== undefined && value.rows.length > 0 && (
          <div className="table-area">
            <SampleTable samples={value.rows} isReadOnly={isReadOnly} onAct={onAct} />
          </div>
        )}
      </div>
      {begin !== undefined && <DrawDialog begin={begin} onClose={close} onDrawn={open} />}
      {file !== undefined && (
        <ImportDialog
          path={file}
          onClose={() => {
            setFile(undefined);
          }}
          onImported={open}
        />
      )}
      {removed !== undefined && (
        <RemoveDialog
          name={removed.name}
          onClose={() => {
            setRemoved(undefined);
          }}
          onRemove={() => void remove(removed).then(setFailed)}
        />
      )}
    </>
  );
}

function None(props: { isReadOnly: boolean; onDraw: () => void }): React.JSX.Element {
  const { isReadOnly, onDraw } = props;
  const { t } = useLingui();
  const heard = useRows({ select: "detections", limit: 1 });
  if (heard.value === undefined) {
    return heard.error === undefined ? <Loading /> : <Failure error={heard.error} />;
  }
  if (heard.value.total === 0) {
    return (
      <Empty
        title={t`There is nothing to verify yet`}
        reason={t`A run lets a model hear your recordings. A sample of what it hears can then be judged.`}
        action={{
          text: t`Set up a run`,
          act: () => {
            go("run");
          },
        }}
      />
    );
  }
  return (
    <Empty
      title={t`How often is the model right?`}
      reason={t`Nobody can listen to all detections. A sample is a small, fair part of them, drawn by chance: judge 100 clips of a species, and Linnet tells how many of all its detections are right, how sure that is, and from which score on they can be trusted.`}
      {...(!isReadOnly && { action: { text: t`Draw a sample…`, act: onDraw } })}
    />
  );
}

/** A name that no sample has yet: "Owls (2)". */
function freeName(name: string, samples: readonly Sample[]): string {
  const taken = new Set(samples.map((each) => each.name));
  const base = name.replace(/ \(\d+\)$/, "");
  for (let number = 2; ; number++) {
    const free = `${base} (${String(number)})`;
    if (!taken.has(free)) return free;
  }
}
