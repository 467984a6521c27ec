/** The head of the page: its name, how many recordings there are, and what is done to all of them. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";

interface PageHeadProps {
  /** Buttons at the end, such as "Import". */
  children?: ReactNode;
}

export function PageHead({ children }: PageHeadProps): React.JSX.Element {
  return (
    <header className="page-head">
      <h1>
        <Trans>Recordings</Trans>
      </h1>
      <span className="grow" />
      {children}
    </header>
  );
}
