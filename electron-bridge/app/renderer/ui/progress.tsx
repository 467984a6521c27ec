/** How far something is: a bar with words; without a share, a bar that only says "at work". */
import { Label, ProgressBar } from "react-aria-components";
import "./progress.css";

interface ProgressProps {
  label: string;
  /** 0 to 1; null while it is not known. */
  share: number | null;
  /** What stands beside the bar, such as "118 of 264". */
  text?: string;
}

export function Progress({ label, share, text }: ProgressProps): React.JSX.Element {
  return (
    <ProgressBar
      className="progress"
      isIndeterminate={share === null}
      value={(share ?? 0) * 100}
      {...(text !== undefined && { valueLabel: text })}
    >
      <Label className="unseen">{label}</Label>
      <span className="progress-track" aria-hidden="true">
        <span
          className={share === null ? "progress-fill unknown" : "progress-fill"}
          style={{ width: share === null ? "30%" : `${String(Math.min(1, share) * 100)}%` }}
        />
      </span>
      {text !== undefined && <span className="progress-text small">{text}</span>}
    </ProgressBar>
  );
}
