/** Asks before a classifier or one of its versions is removed, and says what refers to it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { bytes, count } from "../../i18n/format.js";
import { DangerDialog } from "../../ui/danger-dialog.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { remove } from "./acts.js";
import type { Classifier, Version } from "./classifiers.js";

/** `version`: only this one; undefined: all of them. */
export interface Removing {
  version: Version | undefined;
}

interface RemoveDialogProps {
  classifier: Classifier;
  removing: Removing;
  onError: (error: PageError | undefined) => void;
  onClose: () => void;
}

export function RemoveDialog(props: RemoveDialogProps): React.JSX.Element {
  const { classifier, removing, onError, onClose } = props;
  const { t } = useLingui();
  const { name, title } = classifier;
  const { version } = removing;
  const which = version === undefined ? {} : { version: version.versionId };
  const number = String(version?.number ?? "");
  const { value, error } = useAnswer(`removing ${name} ${number}`, (signal) =>
    call("heads/remove", { name, ...which, dryRun: true }, { signal }),
  );
  const sum = (of: "runs" | "detections"): number =>
    (value?.removed ?? []).reduce((all, each) => all + each[of], 0);
  return (
    <DangerDialog
      title={version === undefined ? t`Remove ${title}?` : t`Remove version ${number} of ${title}?`}
      accept={t`Remove`}
      isOff={value === undefined}
      onAccept={() => void remove(name, version).then(onError)}
      onClose={onClose}
    >
      {error !== undefined && <Failure error={error} />}
      {value === undefined && error === undefined && <Loading />}
      {value !== undefined && (
        <>
          <p>
            <Plural
              value={value.removed.length}
              one="# version goes, and cannot be brought back but from a file or by training again."
              other="# versions go, and cannot be brought back but from files or by training again."
            />{" "}
            <Freed size={value.bytes} />
          </p>
          <p>
            {sum("runs") === 0 ? (
              <Trans>Nothing in this project was found by it.</Trans>
            ) : (
              <Stays runs={sum("runs")} detections={sum("detections")} />
            )}{" "}
            <Trans>All labels stay.</Trans>
          </p>
          {value.inUse !== null && version?.inUse === true && <Follows number={value.inUse} />}
        </>
      )}
    </DangerDialog>
  );
}

function Freed({ size }: { size: number }): React.JSX.Element {
  const freed = bytes(size);
  return <Trans>It frees {freed}.</Trans>;
}

function Stays({ runs, detections }: { runs: number; detections: number }): React.JSX.Element {
  const [heard, times] = [count(detections), count(runs)];
  return (
    <Trans>
      Its {heard} detections of {times} runs stay in the project, under its name.
    </Trans>
  );
}

function Follows({ number }: { number: number }): React.JSX.Element {
  return (
    <p>
      <Trans>Version {number} is in use then.</Trans>
    </p>
  );
}
