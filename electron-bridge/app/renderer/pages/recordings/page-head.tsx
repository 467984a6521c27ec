/** The head of the page: its name, how many recordings there are, and what is done to all of them. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { length } from "../../i18n/format.js";
import { recordingsText } from "./words.js";

interface PageHeadProps {
  /** Undefined before they are known. */
  total?: number | undefined;
  hours?: number | undefined;
  /** Buttons at the end, such as "Import". */
  children?: ReactNode;
}

export function PageHead({ total, hours, children }: PageHeadProps): React.JSX.Element {
  return (
    <header className="page-head">
      <h1>
        <Trans>Recordings</Trans>
      </h1>
      {total !== undefined && total > 0 && (
        <p className="quiet">
          {recordingsText(total)}
          {hours !== undefined && ` · ${length(hours * 3600)}`}
        </p>
      )}
      <span className="grow" />
      {children}
    </header>
  );
}
