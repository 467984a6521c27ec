/** Why a thing of a list failed, in a line: the sentence, the next step, and what the engine says. */
import { type Told, useErrorSaid } from "./error-words.js";
import { Details } from "./own-words.js";

export function TroubleLine({ told }: { told: Told }): React.JSX.Element {
  const { said, step, own } = useErrorSaid()(told);
  return (
    <>
      {said} {step !== undefined && <span className="quiet">{step}</span>}
      <Details texts={own} />
    </>
  );
}
