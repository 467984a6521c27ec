/** Where people disagree, and how far they agree. */
import { Agreement } from "./agreement.js";
import { useDisputesAddress } from "./address.js";
import { Disputes } from "./clips.js";
import "./disputes.css";

export function Disagreements(): React.JSX.Element {
  const address = useDisputesAddress();
  return address.view === "people" ? (
    <Agreement species={address.species} />
  ) : (
    <Disputes {...address} />
  );
}
