/** Why a change or its undo was not done, and what leads on. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { undoOther } from "./change-places.js";
import { forgetTrouble, useChanges } from "./undo.js";

export function ChangeTrouble({ hidden }: { hidden: boolean }): React.JSX.Element | null {
  const { t } = useLingui();
  const { error, isBehind } = useChanges();
  if (error === undefined || hidden) return null;
  if (!isBehind) return <Failure error={error} action={{ text: t`Close`, act: forgetTrouble }} />;
  return (
    <section className="failure" role="alert">
      <p className="failure-message">
        <Trans>
          A later step of places was made elsewhere, such as in a terminal. It has to be taken back
          before the one of this page.
        </Trans>
      </p>
      <div className="failure-actions">
        <Button onPress={() => void undoOther()}>
          <Trans>Undo the latest step of places</Trans>
        </Button>
        <Button variant="quiet" onPress={forgetTrouble}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </section>
  );
}
