/** What went wrong over the table: the rows could not be had, or a verdict was not kept. */
import { useLingui } from "@lingui/react/macro";
import type { PageError } from "../../data/call.js";
import { Failure } from "../../ui/failure.js";

interface TroublesProps {
  rows: PageError | undefined;
  verdict: PageError | undefined;
  onAgain: () => void;
}

export function Troubles({ rows, verdict, onAgain }: TroublesProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <>
      {rows !== undefined && <Failure error={rows} action={{ text: t`Try again`, act: onAgain }} />}
      {verdict !== undefined && <Failure error={verdict} />}
    </>
  );
}
