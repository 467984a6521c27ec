/** Takes recordings out of the project: counted first, with their labels; no sound file is touched. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { RemoveRecordingsRequest } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call, cancelled, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { count } from "../../i18n/format.js";
import { Notes } from "../../notes/notes.js";
import { Button } from "../../ui/button.js";
import { Checkbox } from "../../ui/check.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure } from "../../ui/failure.js";
import { Path } from "../../ui/path.js";
import { Progress } from "../../ui/progress.js";
import { Said } from "../../ui/said.js";
import "./import/import.css";
import type { RemoveRecordingsResult } from "@linnet/electron-bridge/generated/contract.js";

/** Which recordings: by their ids, or all that pass filters. */
export type Which =
  | Pick<RemoveRecordingsRequest, "recordingIds">
  | Pick<RemoveRecordingsRequest, "where">;

interface RemoveDialogProps {
  which: Which;
  /** What they are called, such as "Tapir-03". */
  name: string;
  onClose: () => void;
}

export function RemoveDialog({ which, name, onClose }: RemoveDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const [withLabels, setWithLabels] = useState(false);
  const removal = useRemoval(which);
  const { done, isBusy, error } = removal;
  const counted = useAnswer(done === undefined ? JSON.stringify(which) : undefined, (signal) =>
    call("recordings/remove", { ...which, dryRun: true }, { signal }),
  );
  const { removed = 0, labels = 0 } = counted.value ?? {};
  const isReady = removed > 0 && (labels === 0 || withLabels) && !isBusy;
  const shown = count(removed);
  return (
    <Dialog
      title={t`Take out recordings`}
      isOpen
      role="alertdialog"
      onClose={onClose}
      actions={
        done !== undefined ? (
          <Button autoFocus onPress={onClose}>
            <Trans>Close</Trans>
          </Button>
        ) : (
          <>
            <Button autoFocus onPress={isBusy ? removal.stop : onClose}>
              {isBusy ? <Trans>Stop</Trans> : <Trans>Cancel</Trans>}
            </Button>
            <Button
              variant="danger"
              isDisabled={!isReady}
              onPress={() => void removal.begin(withLabels)}
            >
              <Plural
                value={removed}
                _0="Take out"
                one="Take out # recording"
                other={`Take out ${shown} recordings`}
              />
            </Button>
          </>
        )
      }
    >
      {counted.error !== undefined && (
        <Failure error={counted.error} action={{ text: t`Try again`, act: counted.again }} />
      )}
      {error !== undefined && <Failure error={error} />}
      {done !== undefined && <Done {...done} />}
      {done === undefined && counted.value !== undefined && (
        <div className="take-out">
          <p>
            <strong>{name}</strong>
          </p>
          <What {...counted.value} />
          {labels > 0 && (
            <Checkbox isSelected={withLabels} onChange={setWithLabels} isDisabled={isBusy}>
              <Plural
                value={labels}
                one="Take out the # label of people too"
                other={`Take out the ${count(labels)} labels of people too`}
              />
            </Checkbox>
          )}
          <p className="small quiet">
            <Trans>
              The sound files stay where they are, unchanged. The project is copied first, and the
              copy is named when it is done.
            </Trans>
          </p>
        </div>
      )}
      {isBusy && <Going {...removal} />}
    </Dialog>
  );
}

function What({ removed, detections, labelled, notes }: RemoveRecordingsResult): React.JSX.Element {
  const [all, heard, said] = [count(removed), count(detections), count(labelled)];
  return (
    <>
      <Said>
        <Plural
          value={removed}
          _0="No recording is chosen."
          one="# recording"
          other={`${all} recordings`}
        />
        {removed > 0 && (
          <>
            {" · "}
            <Plural value={detections} one="# detection" other={`${heard} detections`} />
            {" · "}
            <Plural
              value={labelled}
              _0="without labels of people"
              one="# with labels of people"
              other={`${said} with labels of people`}
            />
          </>
        )}
      </Said>
      <Notes notes={notes} />
    </>
  );
}

function Done({ removed, backup, notes }: RemoveRecordingsResult): React.JSX.Element {
  const all = count(removed);
  return (
    <>
      <Said>
        <Plural
          value={removed}
          one="# recording is taken out. Its file is where it was."
          other={`${all} recordings are taken out. Their files are where they were.`}
        />
      </Said>
      {backup !== null && (
        <p>
          <Trans>The project as it was before:</Trans> <Path path={backup} />{" "}
          <Button onPress={() => void window.app.showInFolder(backup)}>
            <Trans>Show in its folder</Trans>
          </Button>
        </p>
      )}
      <Notes notes={notes} />
    </>
  );
}

function Going({ made, total }: Removal): React.JSX.Element {
  const { t } = useLingui();
  const [some, all] = [count(made), count(total)];
  return (
    <Progress
      label={t`Taking out recordings`}
      share={total === 0 ? null : made / total}
      text={total === 0 ? t`Copying the project…` : t`${some} of ${all} recordings`}
    />
  );
}

interface Removal {
  isBusy: boolean;
  made: number;
  total: number;
  done: RemoveRecordingsResult | undefined;
  error: PageError | undefined;
  begin: (includingLabels: boolean) => Promise<void>;
  stop: () => void;
}

function useRemoval(which: Which): Removal {
  const [giveUp] = useState(() => new AbortController());
  const [isBusy, setBusy] = useState(false);
  const [{ made, total }, setProgress] = useState({ made: 0, total: 0 });
  const [done, setDone] = useState<RemoveRecordingsResult>();
  const [error, setError] = useState<PageError>();
  const begin = async (includingLabels: boolean): Promise<void> => {
    setBusy(true);
    setError(undefined);
    const outcome = await call(
      "recordings/remove",
      { ...which, includingLabels },
      {
        signal: giveUp.signal,
        onProgress: (news) => {
          if ("total" in news)
            setProgress({ made: news.done, total: news.done === 0 ? 0 : news.total });
        },
      },
    );
    setBusy(false);
    touch(["recordings", "detections", "counts"]);
    if (outcome.ok) setDone(outcome.value);
    else if (!cancelled(outcome) || made > 0) setError(outcome.error);
  };
  const stop = (): void => {
    giveUp.abort();
  };
  return { isBusy, made, total, done, error, begin, stop };
}
