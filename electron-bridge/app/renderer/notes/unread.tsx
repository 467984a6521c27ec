/** Files that cannot be read, or not wholly, each with its reason, behind a yellow count. */
import type { ReactNode } from "react";
import { Plural } from "@lingui/react/macro";
import type { FileError } from "@linnet/electron-bridge/generated/contract.js";
import { Icon } from "../ui/icon.js";
import { TroubleLine } from "../ui/trouble.js";
import "./trouble.css";

interface UnreadableProps {
  errors: readonly FileError[];
  /** How many there are, where not all are listed. */
  total?: number;
}

export function Unreadable({ errors, total = errors.length }: UnreadableProps): React.JSX.Element {
  const unread = errors.filter(({ imported }) => imported !== true);
  const unfit = errors.filter(({ imported, kind }) => imported === true && kind === UNFIT);
  const cut = errors.filter(({ imported, kind }) => imported === true && kind !== UNFIT);
  return (
    <>
      {unread.length > 0 && (
        <Listed errors={unread}>
          <Plural
            value={unread.length}
            one="# file cannot be read. Linnet imports the others."
            other="# files cannot be read. Linnet imports the others."
          />
        </Listed>
      )}
      {cut.length > 0 && (
        <Listed errors={cut}>
          <Plural
            value={cut.length}
            one="# file ends too early or is damaged. It was imported with the sound that can be read."
            other="# files end too early or are damaged. They were imported with the sound that can be read."
          />
        </Listed>
      )}
      {unfit.length > 0 && (
        <Listed errors={unfit}>
          <Plural
            value={unfit.length}
            one="# file was imported without a site: its folders do not fit the pattern."
            other="# files were imported without a site: their folders do not fit the pattern."
          />
        </Listed>
      )}
      {total > errors.length && (
        <p className="small">
          <Plural
            value={total - errors.length}
            one="# more file has such a trouble, and is not listed."
            other="# more files have such troubles, and are not listed."
          />
        </p>
      )}
    </>
  );
}

/** Of a recording whose path does not fit the pattern. */
const UNFIT = "InvalidParams";

interface ListedProps {
  errors: readonly FileError[];
  children: ReactNode;
}

function Listed({ errors, children }: ListedProps): React.JSX.Element {
  return (
    <details className="trouble">
      <summary>
        <Icon name="warn" size={16} />
        {children}
      </summary>
      <ul className="small">
        {errors.map((each) => (
          <li key={each.path}>
            <bdi className="trouble-path">{each.path}</bdi> <TroubleLine told={each} />
          </li>
        ))}
      </ul>
    </details>
  );
}
