/** What can be done with a model: install, use, remove. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Outcome, PageError } from "../../data/call.js";
import { Button } from "../../ui/button.js";
import { DangerDialog } from "../../ui/danger-dialog.js";
import { InstallDialog } from "../../models/install-dialog.js";
import { type ModelRow, remove } from "../../models/models.js";

interface ActionsProps {
  model: ModelRow;
  /** Whether it is being installed. */
  busy: boolean;
  /** The question that is open. */
  asking: Asking | undefined;
  onAsk: (asking: Asking | undefined) => void;
  onUse: () => void;
  onError: (error: PageError | undefined) => void;
}

type Asking = "install" | "remove";

export function Actions(props: ActionsProps): React.JSX.Element {
  const { model, busy, asking, onAsk, onUse, onError } = props;
  const { t } = useLingui();
  const { title } = model;
  const part = (model.partBytes ?? 0) > 0;
  const told = async (done: Promise<Outcome<unknown>>): Promise<void> => {
    const outcome = await done;
    onError(outcome.ok ? undefined : outcome.error);
  };
  const close = (): void => {
    onAsk(undefined);
  };
  return (
    <div className="model-actions">
      {model.installed ? (
        <>
          <Button
            isDisabled={model.active}
            aria-label={model.active ? t`In use: ${title}` : t`Use ${title}`}
            onPress={onUse}
          >
            {model.active ? <Trans>In use</Trans> : <Trans>Use</Trans>}
          </Button>
          <Button
            variant="quiet"
            aria-label={t`Remove ${title}`}
            onPress={() => {
              onAsk("remove");
            }}
          >
            <Trans>Remove…</Trans>
          </Button>
        </>
      ) : (
        <Button
          variant="primary"
          isDisabled={busy}
          aria-label={part ? t`Go on installing ${title}` : t`Install ${title}`}
          onPress={() => {
            onAsk("install");
          }}
        >
          {part ? <Trans>Go on installing…</Trans> : <Trans>Install…</Trans>}
        </Button>
      )}
      <InstallDialog
        model={model}
        isOpen={asking === "install"}
        onClose={close}
        onError={onError}
      />
      <DangerDialog
        title={t`Remove ${title}?`}
        isOpen={asking === "remove"}
        keep={t`Keep it`}
        accept={t`Remove`}
        onAccept={() => void told(remove(model))}
        onClose={close}
      >
        <p>
          <Trans>Its files are deleted. Detections that it made stay in the project.</Trans>
        </p>
      </DangerDialog>
    </div>
  );
}
