/** A project that is there already, such as one of Pyrenote; a copy of it is made first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { openAnother } from "../../data/project.js";
import type { PageError } from "../../data/call.js";
import { change } from "../../data/settings.js";
import { go } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { tell } from "../../ui/toast.js";

export function OtherProject(): React.JSX.Element {
  const { t } = useLingui();
  const [error, setError] = useState<PageError>();
  const open = async (): Promise<void> => {
    const outcome = await openAnother("project");
    if (outcome === undefined) return;
    if (!outcome.ok) {
      setError(outcome.error);
      return;
    }
    const { name } = outcome.value;
    tell({ text: t`The project ${name} is open.` });
    await change({ begun: true });
    go("run");
  };
  return (
    <section className="other-project">
      <p>
        <Button variant="quiet" onPress={() => void open()}>
          <Trans>Open a Pyrenote project, or another one…</Trans>
        </Button>
      </p>
      <p className="quiet small">
        <Trans>
          Before Linnet adds to a Pyrenote project, it puts a copy beside it. The copy's name ends
          in “backup” and the date and time.
        </Trans>
      </p>
      {error !== undefined && <Failure error={error} />}
    </section>
  );
}
