/** Change all recordings that match: their deployment, or what is known of their clock. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { UpdateRecordingsRequest } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { clock, count } from "../../i18n/format.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { sharedNames, useSiteName } from "../../places/same-name.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { Said } from "../../ui/said.js";
import { Select } from "../../ui/select.js";
import { noteChange } from "./change-places.js";
import { type Recordings, sitesOf } from "./chosen.js";
import { shiftOf } from "./clocks.js";
import type { Where } from "./filters.js";
import { useNodeName } from "./names.js";
import "./edit.css";

interface AssignDialogProps {
  where: Where;
  recordings: Recordings;
  onClose: (isDone: boolean) => void;
}

/** Leave it as it is, take recordings out of their deployment, or the id of one. */
type Deployment = "keep" | "none" | `${number}`;

export function AssignDialog({ where, recordings, onClose }: AssignDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const [deployment, setDeployment] = useState<Deployment>("keep");
  const [timezone, setTimezone] = useState("");
  const [shift, setShift] = useState("");
  const [error, setError] = useState<PageError>();
  const [isBusy, setBusy] = useState(false);
  const counted = useAnswer(JSON.stringify(where), (signal) =>
    call("recordings/update", { where, dryRun: true }, { signal }),
  );
  const number = counted.value?.updated ?? 0;
  const seconds = shiftOf(shift);
  const isWrong = shift.trim() !== "" && seconds === undefined;
  const change: Omit<UpdateRecordingsRequest, "where"> = {
    ...(deployment !== "keep" && {
      deploymentId: deployment === "none" ? null : Number(deployment),
    }),
    ...(timezone.trim() !== "" && { timezone: timezone.trim() }),
    ...(seconds !== undefined && { shiftSeconds: seconds }),
  };
  const isEmpty = isBusy || isWrong || number === 0 || Object.keys(change).length === 0;
  const accept = async (): Promise<void> => {
    if (isEmpty) return;
    setBusy(true);
    const outcome = await call("recordings/update", { where, ...change });
    setBusy(false);
    if (!outcome.ok) {
      setError(outcome.error);
      return;
    }
    const { batchId = null, updated, starts = 0 } = outcome.value;
    const shown = count(updated);
    if (batchId !== null) noteChange(batchId, t`${shown} recordings were changed.`, starts);
    onClose(true);
  };
  return (
    <FormDialog
      title={t`Change all that match`}
      isOpen
      accept={t`Change`}
      isEmpty={isEmpty}
      onAccept={() => void accept()}
      onClose={() => {
        onClose(false);
      }}
    >
      {counted.error !== undefined && <Failure error={counted.error} />}
      <Said>
        {counted.value !== undefined && (
          <Plural
            value={number}
            _0="No recording matches any more."
            one="# recording matches."
            other={`${count(number)} recordings match.`}
          />
        )}
      </Said>
      <div className="edit-fields">
        <DeploymentField recordings={recordings} value={deployment} onChange={setDeployment} />
        <span />
        <TextField
          label={t`Time zone`}
          placeholder="America/Lima"
          value={timezone}
          onChange={setTimezone}
          hint={t`Empty: as it is.`}
        />
        <TextField
          label={t`Clock shift`}
          placeholder="+1:00:00"
          value={shift}
          onChange={setShift}
          hint={t`Added to what the clock showed, in place of any shift that counts now.`}
          error={isWrong ? t`Give a time such as +1:00 or −0:05:30.` : undefined}
        />
      </div>
      {error !== undefined && <Failure error={error} />}
      <p className="quiet small">
        <Trans>It is one step, which can be undone as a whole.</Trans>
      </p>
    </FormDialog>
  );
}

interface DeploymentFieldProps {
  recordings: Recordings;
  value: Deployment;
  onChange: (value: Deployment) => void;
}

function DeploymentField(props: DeploymentFieldProps): React.JSX.Element {
  const { recordings, value, onChange } = props;
  const { t } = useLingui();
  const nameOf = useNodeName();
  const siteName = useSiteName();
  const shared = sharedNames(sitesOf(recordings));
  const deployments = [...recordings.byId.values()].flatMap((node) => {
    const { deployment } = node;
    if (deployment === undefined) return [];
    const { deploymentId, survey, startDate } = deployment;
    const site = deployment.site && siteName({ site: deployment.site, survey }, shared);
    const parts = [site, nameOf(node), startDate && clock(startDate)];
    return [{ value: String(deploymentId) as Deployment, text: parts.filter(Boolean).join(" · ") }];
  });
  return (
    <Select
      label={t`Deployment`}
      value={value}
      choices={[
        { value: "keep", text: t`As it is` },
        { value: "none", text: t`(no deployment)` },
        ...deployments,
      ]}
      onChange={onChange}
    />
  );
}
