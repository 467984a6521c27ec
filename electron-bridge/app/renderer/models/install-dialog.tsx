/**
 * The licence first, then the two ways to a model: from a folder here, or from its publisher. The
 * way that can go well now stands out.
 */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../data/call.js";
import { bytes } from "../i18n/format.js";
import { Button } from "../ui/button.js";
import { Checkbox } from "../ui/check.js";
import { Dialog } from "../ui/dialog.js";
import { LicenceText } from "./licence.js";
import { install, type ModelRow, useOffline } from "./models.js";

interface InstallDialogProps {
  model: ModelRow;
  isOpen: boolean;
  onClose: () => void;
  onError: (error: PageError | undefined) => void;
}

export function InstallDialog(props: InstallDialogProps): React.JSX.Element {
  const { model, isOpen, onClose, onError } = props;
  const { t } = useLingui();
  const { title } = model;
  const [agreed, setAgreed] = useState(false);
  const offline = useOffline(model);
  const folderFirst = offline || model.host == null;
  const start = async (source?: string): Promise<void> => {
    onClose();
    const outcome = await install(model, source);
    onError(outcome.ok ? undefined : outcome.error);
  };
  const fromFolder = async (): Promise<void> => {
    const [picked] = await window.app.pick("modelFolder");
    if (picked !== undefined) await start(picked.path);
  };
  const folder = (
    <Button
      variant={folderFirst ? "primary" : "plain"}
      isDisabled={!agreed}
      onPress={() => void fromFolder()}
    >
      <Trans>From a folder on this computer…</Trans>
    </Button>
  );
  return (
    <Dialog
      title={t`Install ${title}`}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          {!folderFirst && folder}
          <Download
            model={model}
            variant={folderFirst ? "plain" : "primary"}
            isDisabled={!agreed}
            onPress={() => void start()}
          />
          {folderFirst && folder}
        </>
      }
    >
      {offline && (
        <p className="install-offline">
          <Trans>There is no network now. Take the model from a folder on this computer.</Trans>{" "}
          <Trans>Another computer can fetch its files, and a USB stick can carry them here.</Trans>
        </p>
      )}
      <Needed model={model} />
      <LicenceText model={model} />
      <Checkbox isSelected={agreed} onChange={setAgreed}>
        <Trans>I have read the licence and agree to it.</Trans>
      </Checkbox>
    </Dialog>
  );
}

/** The files that a folder must hold, and whether there is no other way. */
function Needed({ model }: { model: ModelRow }): React.JSX.Element | null {
  const { host, files = [] } = model;
  const names = files.map(({ name }) => name).join(", ");
  if (names === "") return null;
  return (
    <p className="install-needed">
      {host == null && (
        <>
          <Trans>Linnet cannot download this model; its publisher has the files.</Trans>{" "}
        </>
      )}
      <Trans>A folder on this computer must hold: {names}.</Trans>
    </p>
  );
}

interface DownloadProps {
  model: ModelRow;
  variant: "primary" | "plain";
  isDisabled: boolean;
  onPress: () => void;
}

/** The one button that uses the network: it names the host and the size. */
function Download({
  model,
  variant,
  isDisabled,
  onPress,
}: DownloadProps): React.JSX.Element | null {
  const { host, downloadBytes } = model;
  if (host == null) return null;
  const size = downloadBytes == null ? undefined : bytes(downloadBytes);
  return (
    <Button variant={variant} isDisabled={isDisabled} onPress={onPress}>
      {size === undefined ? (
        <Trans>Download from {host} (size not known)</Trans>
      ) : (
        <Trans>
          Download {size} from {host}
        </Trans>
      )}
    </Button>
  );
}
