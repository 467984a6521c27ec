/** All clips are judged: what can be done with the numbers. */
import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "../../ui/button.js";
import { Said } from "../../ui/said.js";
import { type DrawnUnit, unitsSaid } from "../../estimates/precision.js";
import { GROWTH } from "./acts.js";
import type { WholeAct } from "./queue-head.js";

interface DoneProps {
  members: number;
  /** What was drawn whole; null: single clips. */
  unit: DrawnUnit;
  isEstimate: boolean;
  onAct: (act: WholeAct) => void;
}

export function Done(props: DoneProps): React.JSX.Element {
  const { members, unit, isEstimate, onAct } = props;
  const units = unit === null ? "" : unitsSaid(unit);
  const act = (name: WholeAct) => (): void => {
    onAct(name);
  };
  return (
    <section className="verify-done">
      <Said as="span">
        <Plural value={members} one="The clip is judged." other="All # clips are judged." />
      </Said>
      <span className="done-acts">
        {isEstimate && (
          <>
            <Button variant="primary" onPress={act("threshold")}>
              <Trans>Choose a threshold…</Trans>
            </Button>
            <Button onPress={act("methods")}>
              <Trans>Copy the methods text</Trans>
            </Button>
            <Button onPress={act("grow")}>
              {unit === null ? (
                <Trans>{GROWTH} more clips</Trans>
              ) : (
                <Trans>
                  {GROWTH} more {units}
                </Trans>
              )}
            </Button>
          </>
        )}
        <Button onPress={act("export")}>
          <Trans>Export the sample…</Trans>
        </Button>
      </span>
    </section>
  );
}
