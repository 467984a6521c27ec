/** Files that cannot be read, each with its reason, behind a yellow count. */
import { Plural, Trans } from "@lingui/react/macro";
import type { FileError } from "@linnet/electron-bridge/generated/contract.js";
import { count } from "../i18n/format.js";
import { Icon } from "../ui/icon.js";
import { TroubleLine } from "../ui/trouble.js";
import "./trouble.css";

interface UnreadableProps {
  errors: readonly FileError[];
  /** How many there are, where not all are listed. */
  total?: number;
}

export function Unreadable({ errors, total = errors.length }: UnreadableProps): React.JSX.Element {
  const rest = count(total - errors.length);
  return (
    <details className="trouble">
      <summary>
        <Icon name="warn" size={16} />
        <Plural
          value={total}
          one="# file cannot be read. Linnet imports the others."
          other="# files cannot be read. Linnet imports the others."
        />
      </summary>
      <ul className="small">
        {errors.map((each) => (
          <li key={each.path}>
            <span className="trouble-path">{each.path}</span> <TroubleLine told={each} />
          </li>
        ))}
        {total > errors.length && (
          <li className="quiet">
            <Trans>and {rest} more</Trans>
          </li>
        )}
      </ul>
    </details>
  );
}
