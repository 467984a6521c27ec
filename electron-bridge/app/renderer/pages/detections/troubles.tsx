/** What went wrong over the table: the rows could not be had, a verdict was not kept, or a part of the question had no effect. */
import { useLingui } from "@lingui/react/macro";
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import type { PageError } from "../../data/call.js";
import { Notes } from "../../notes/notes.js";
import { Failure } from "../../ui/failure.js";
import "./troubles.css";

interface TroublesProps {
  rows: PageError | undefined;
  verdict: PageError | undefined;
  notes: readonly Note[];
  onAgain: () => void;
}

export function Troubles({ rows, verdict, notes, onAgain }: TroublesProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="troubles">
      {rows !== undefined && <Failure error={rows} action={{ text: t`Try again`, act: onAgain }} />}
      {verdict !== undefined && <Failure error={verdict} />}
      <Notes notes={notes} />
    </div>
  );
}
