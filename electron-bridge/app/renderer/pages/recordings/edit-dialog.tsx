/** Edit a site or a deployment: its names, place, dates and clock; what would change is said first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useRested } from "../../data/rested.js";
import { Failure } from "../../ui/failure.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { changePlaces } from "./change-places.js";
import { type ClockBase, useClockBase } from "./clock-base.js";
import type { Clocks } from "./clocks.js";
import { type Draft, draftOfDeployment, draftOfSite, isTaken, requestOf } from "./edit.js";
import { DeploymentFields, SiteFields } from "./edit-fields.js";
import { useKnownSites } from "./known-sites.js";
import { useNodeName } from "./names.js";
import { Preview } from "./preview.js";
import { forgetTrouble, useChanges } from "./undo.js";
import type { TreeNode } from "./tree.js";
import "./edit.css";

/** A hand that types goes on sooner. */
const REST_MS = 300;

interface EditDialogProps {
  node: TreeNode;
  clocks: Clocks;
  onClose: () => void;
}

/** Opens once it is known what the clock is shifted by already: what is typed comes on top of it. */
export function EditDialog(props: EditDialogProps): React.JSX.Element | null {
  const base = useClockBase(props.node, props.clocks);
  const [first, setFirst] = useState(base);
  if (first === undefined && base !== undefined) setFirst(base);
  return first === undefined ? null : <Opened {...props} base={first} />;
}

function Opened(props: EditDialogProps & { base: ClockBase }): React.JSX.Element | null {
  const { node, clocks, base, onClose } = props;
  const { t } = useLingui();
  const nameOf = useNodeName();
  const { site, deployment } = node;
  const shift = base.shift ?? 0;
  const [before] = useState<Draft | undefined>(() => {
    if (site !== undefined) return draftOfSite(site, clocks.ofSite.get(site.siteId), shift);
    if (deployment === undefined) return undefined;
    return draftOfDeployment(deployment, clocks.ofDeployment.get(deployment.deploymentId), shift);
  });
  const [draft, setDraft] = useState(before);
  const [isBusy, setBusy] = useState(false);
  const error = useChanges((changes) => changes.error);
  const of = site !== undefined ? { site } : deployment && { deployment };
  const sites = useKnownSites();
  const taken =
    site !== undefined && draft !== undefined && sites !== undefined && isTaken(site, draft, sites);
  const request = before && draft && of && !taken ? requestOf(of, before, draft, shift) : undefined;
  const rested = useRested(request && JSON.stringify(request), REST_MS);
  if (draft === undefined || of === undefined) return null;
  const name = nameOf(node);
  const accept = async (): Promise<void> => {
    if (request === undefined || isBusy) return;
    setBusy(true);
    const batchId = await changePlaces(request, t`${name} was changed.`);
    setBusy(false);
    if (batchId !== undefined) close();
  };
  function close(): void {
    forgetTrouble();
    onClose();
  }
  const fields = { draft, base, onChange: setDraft };
  return (
    <FormDialog
      title={t`Edit ${name}`}
      isOpen
      accept={t`Change`}
      isEmpty={request === undefined || isBusy}
      onAccept={() => void accept()}
      onClose={close}
    >
      <div className="edit-fields">
        {"site" in of ? (
          <SiteFields {...fields} isTaken={taken} proposed={of.site.proposedTimezones ?? []} />
        ) : (
          <DeploymentFields {...fields} />
        )}
      </div>
      {error !== undefined && <Failure error={error} />}
      {rested === undefined ? (
        <p className="quiet small">
          <Trans>Nothing is changed yet. Each change can be undone.</Trans>
        </p>
      ) : (
        <Preview request={rested} />
      )}
    </FormDialog>
  );
}
