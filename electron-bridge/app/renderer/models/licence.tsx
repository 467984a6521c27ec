/** The licence in a sentence, and the publisher's whole reference on request. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { useKnownText } from "./known-text.js";
import type { ModelRow } from "./models.js";
import "./models.css";

export function Licence({ model }: { model: ModelRow }): React.JSX.Element {
  const { t } = useLingui();
  const { licence, title } = model;
  const [open, setOpen] = useState(false);
  return (
    <p className="model-licence">
      <span>
        <Trans>
          Licence: <strong>{licence}</strong>
        </Trans>{" "}
        {model.commercialUse === false && <Trans>(no commercial use)</Trans>}
      </span>
      <Button
        variant="quiet"
        onPress={() => {
          setOpen(true);
        }}
      >
        <Trans>Read</Trans>
      </Button>
      <Dialog
        title={t`Licence of ${title}`}
        isOpen={open}
        onClose={() => {
          setOpen(false);
        }}
      >
        <LicenceText model={model} />
      </Dialog>
    </p>
  );
}

/** What the licence allows and asks for, with its address as text: the app opens no page by itself. */
export function LicenceText({ model }: { model: ModelRow }): React.JSX.Element {
  const known = useKnownText();
  return (
    <div className="licence-text">
      <p>
        <strong>{model.licence}</strong>
      </p>
      <p>{known(model.licenceSummary)}</p>
      <p className="small quiet">{model.licenceUrl}</p>
      <h3>
        <Trans>How to cite</Trans>
      </h3>
      <p className="small">{model.citation}</p>
    </div>
  );
}
