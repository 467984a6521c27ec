/** A verdict: a shape and a colour, its word for screen readers, and who gave it. */
import { useLingui } from "@lingui/react/macro";
import { Icon, type IconName } from "./icon.js";
import "./verdict.css";
import type { Verdict as Word } from "../data/verdict.js";

const ICONS: Record<Word, IconName> = {
  right: "right",
  wrong: "wrong",
  unsure: "unsure",
  none: "unchecked",
};

export function useVerdictWords(): Record<Word, string> {
  const { t } = useLingui();
  return { right: t`Right`, wrong: t`Wrong`, unsure: t`Unsure`, none: t`Not checked` };
}

interface VerdictProps {
  verdict: Word;
  by: string | null;
  correctedTo: string | null;
  /** Its shape alone, where there is little room. */
  isShort?: boolean;
}

export function Verdict(props: VerdictProps): React.JSX.Element {
  const { verdict, by, correctedTo, isShort = false } = props;
  const word = useVerdictWords()[verdict];
  return (
    <span className={`verdict ${verdict}`} title={by === null ? word : `${word} · ${by}`}>
      <Icon name={ICONS[verdict]} size={18} />
      <span className={isShort || verdict === "none" ? "unseen" : ""}>{word}</span>
      {correctedTo !== null && <em> → {correctedTo}</em>}
    </span>
  );
}
