/** How many detections match; a total that is a lower bound says "more than". */
import { Trans } from "@lingui/react/macro";
import { count } from "../../i18n/format.js";
import { Said } from "../../ui/said.js";

export function TotalText({ total, exact }: { total: number; exact: boolean }): React.JSX.Element {
  const shown = count(total);
  return (
    <Said className="quiet">
      {exact ? <Trans>{shown} match</Trans> : <Trans>more than {shown} match</Trans>}
    </Said>
  );
}
