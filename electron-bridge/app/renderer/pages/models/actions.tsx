/** What can be done with a model: install, use, remove. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Outcome, PageError } from "../../data/call.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { InstallDialog } from "../../models/install-dialog.js";
import { activate, type ModelRow, remove, useInstall } from "../../models/models.js";

interface ActionsProps {
  model: ModelRow;
  onError: (error: PageError | undefined) => void;
}

export function Actions({ model, onError }: ActionsProps): React.JSX.Element {
  const { t } = useLingui();
  const { title } = model;
  const [asking, setAsking] = useState<"install" | "remove">();
  const job = useInstall(model);
  const busy = job?.state === "running" || job?.state === "waiting";
  const told = async (done: Promise<Outcome<unknown>>): Promise<void> => {
    const outcome = await done;
    onError(outcome.ok ? undefined : outcome.error);
  };
  const close = (): void => {
    setAsking(undefined);
  };
  return (
    <div className="model-actions">
      {model.installed ? (
        <>
          <Button
            isDisabled={model.active}
            aria-label={t`Use ${title}`}
            onPress={() => void told(activate(model))}
          >
            {model.active ? <Trans>In use</Trans> : <Trans>Use</Trans>}
          </Button>
          <Button
            variant="quiet"
            aria-label={t`Remove ${title}`}
            onPress={() => {
              setAsking("remove");
            }}
          >
            <Trans>Remove…</Trans>
          </Button>
        </>
      ) : (
        <Button
          variant="primary"
          isDisabled={busy}
          aria-label={t`Install ${title}`}
          onPress={() => {
            setAsking("install");
          }}
        >
          {(model.partBytes ?? 0) > 0 ? <Trans>Go on installing…</Trans> : <Trans>Install…</Trans>}
        </Button>
      )}
      <InstallDialog
        model={model}
        isOpen={asking === "install"}
        onClose={close}
        onError={onError}
      />
      <Dialog
        role="alertdialog"
        title={t`Remove ${title}?`}
        isOpen={asking === "remove"}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>
              <Trans>Keep it</Trans>
            </Button>
            <Button
              variant="danger"
              onPress={() => {
                close();
                void told(remove(model));
              }}
            >
              <Trans>Remove</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>Its files are deleted. Detections that it made stay in the project.</Trans>
        </p>
      </Dialog>
    </div>
  );
}
