/** Files that cannot be read, each with its reason, behind a yellow count. */
import { Plural } from "@lingui/react/macro";
import type { FileError } from "@linnet/electron-bridge/generated/contract.js";
import { Icon } from "../ui/icon.js";
import { TroubleLine } from "../ui/trouble.js";
import "./trouble.css";

export function Unreadable({ errors }: { errors: readonly FileError[] }): React.JSX.Element {
  return (
    <details className="trouble">
      <summary>
        <Icon name="warn" size={16} />
        <Plural
          value={errors.length}
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
      </ul>
    </details>
  );
}
