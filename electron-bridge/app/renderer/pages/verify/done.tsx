/** All clips are judged: what can be done with the numbers. */
import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "../../ui/button.js";
import { Said } from "../../ui/said.js";
import { GROWTH } from "./acts.js";

interface DoneProps {
  members: number;
  isEstimate: boolean;
  onThreshold: () => void;
  onMethods: () => void;
  onGrow: () => void;
  onExport: () => void;
}

export function Done(props: DoneProps): React.JSX.Element {
  const { members, isEstimate, onThreshold, onMethods, onGrow, onExport } = props;
  return (
    <section className="verify-done">
      <Said as="span">
        <Plural value={members} one="The clip is judged." other="All # clips are judged." />
      </Said>
      <span className="done-acts">
        {isEstimate && (
          <>
            <Button variant="primary" onPress={onThreshold}>
              <Trans>Choose a threshold…</Trans>
            </Button>
            <Button onPress={onMethods}>
              <Trans>Copy the methods text</Trans>
            </Button>
            <Button onPress={onGrow}>
              <Trans>{GROWTH} more clips</Trans>
            </Button>
          </>
        )}
        <Button onPress={onExport}>
          <Trans>Export the sample…</Trans>
        </Button>
      </span>
    </section>
  );
}
