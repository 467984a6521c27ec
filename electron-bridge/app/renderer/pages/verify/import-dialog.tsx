/** Reads a sample from a file of a colleague; first it says what of it is here. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { Loading } from "../../ui/loading.js";
import { Path } from "../../ui/path.js";

interface ImportDialogProps {
  path: string;
  onImported: (sampleId: number) => void;
  onClose: () => void;
}

export function ImportDialog({ path, onImported, onClose }: ImportDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string>();
  const [failed, setFailed] = useState<PageError>();
  const [busy, setBusy] = useState(false);
  const { value, error } = useAnswer(`import ${path}`, (signal) =>
    call("samples/import", { path, dryRun: true }, { signal }),
  );
  const name = typed ?? value?.name ?? "";
  const isEmpty = value === undefined || name.trim() === "" || busy;
  const accept = async (): Promise<void> => {
    if (isEmpty) return;
    setBusy(true);
    const outcome = await call("samples/import", { path, name: name.trim() });
    setBusy(false);
    if (!outcome.ok) setFailed(outcome.error);
    else if (outcome.value.sampleId !== null) {
      touch(["samples", "sampleItems"]);
      onImported(outcome.value.sampleId);
    }
  };
  return (
    <FormDialog
      title={t`Import a sample`}
      isOpen
      isEmpty={isEmpty}
      accept={busy ? t`Importing…` : t`Import`}
      onAccept={() => void accept()}
      onClose={onClose}
    >
      <div className="draw">
        <Path path={path} />
        {value === undefined && error === undefined && <Loading />}
        {error !== undefined && <Failure error={error} />}
        {value !== undefined && (
          <>
            <Found {...value} />
            <TextField
              label={t`Name of the sample`}
              value={name}
              onChange={(next) => {
                setTyped(next);
                setFailed(undefined);
              }}
              maxLength={200}
            />
          </>
        )}
        {failed !== undefined && <Failure error={failed} />}
      </div>
    </FormDialog>
  );
}

interface FoundProps {
  species: readonly string[];
  members: number;
  found: number;
  missingRecordings: number;
}

function Found({ species, members, found, missingRecordings }: FoundProps): React.JSX.Element {
  const missing = members - found;
  return (
    <>
      <p>
        <i>{species.join(", ")}</i>: <Plural value={members} one="# clip" other="# clips" />
      </p>
      {missing > 0 && (
        <p>
          <Plural
            value={missing}
            one="The sound of # clip is in no recording of this project."
            other="The sound of # clips is in no recording of this project."
          />{" "}
          <Plural
            value={missingRecordings}
            one="# recording is missing: once it is imported, its clips are here."
            other="# recordings are missing: once they are imported, their clips are here."
          />
        </p>
      )}
      <p className="quiet small">
        <Trans>Verdicts do not come with it: they travel as labels do.</Trans>
      </p>
    </>
  );
}
