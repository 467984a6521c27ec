/** One short text over another, each cut by itself where there is no room. */
import type { ReactNode } from "react";
import "./two-lines.css";

export function TwoLines(props: { title?: string; children: ReactNode }): React.JSX.Element {
  const { title, children } = props;
  return (
    <span className="two-lines" title={title}>
      {children}
    </span>
  );
}
