/** Counting takes long: it is said, and may be given up. */
import { Trans } from "@lingui/react/macro";
import { Button } from "../../ui/button.js";
import { Said } from "../../ui/said.js";

export function Counting({ onStop }: { onStop: () => void }): React.JSX.Element {
  return (
    <div className="activity-counting">
      <Said as="span">
        <Trans>Counting… Esc gives up.</Trans>
      </Said>
      <Button variant="quiet" onPress={onStop}>
        <Trans>Give up</Trans>
      </Button>
    </div>
  );
}

export function GivenUp({ onAgain }: { onAgain: () => void }): React.JSX.Element {
  return (
    <section className="empty">
      <Said as="h2">
        <Trans>Counting was given up</Trans>
      </Said>
      <p className="quiet">
        <Trans>Fewer species, one site, or fewer days are counted sooner.</Trans>
      </p>
      <Button variant="primary" onPress={onAgain}>
        <Trans>Count again</Trans>
      </Button>
    </section>
  );
}
