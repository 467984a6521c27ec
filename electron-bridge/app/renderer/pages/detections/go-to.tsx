/** The dialog that goes to a row, a share of all rows, or a value of the order. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { FormDialog } from "../../ui/form-dialog.js";
import { TextField } from "../../ui/field.js";
import { wanted } from "./goto.js";
import { type Marks, placeOfRow } from "./marks.js";
import { fieldOf, type Order } from "./question.js";
import type { Place } from "./rows.js";

interface GoToProps {
  isOpen: boolean;
  order: Order;
  /** Row numbers are gone to by these; until they are there, only values are. */
  marks: Marks | undefined;
  onGo: (place: Place) => void;
  onClose: () => void;
}

export function GoTo({ isOpen, order, marks, onGo, onClose }: GoToProps): React.JSX.Element {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const field = fieldOf(order);
  const value: Record<string, string> = {
    confidence: t`a score such as 0.8`,
    heardAt: t`a date such as 2026-03-12`,
    verdictAt: t`a date such as 2026-03-12`,
    species: t`a scientific name`,
    site: t`a site`,
  };
  const found = wanted(text, order);
  const soon = found !== undefined && found.kind !== "value" && marks === undefined;
  const close = (): void => {
    setText("");
    setTried(false);
    onClose();
  };
  const go = (): void => {
    setTried(true);
    if (found === undefined || soon) return;
    if (found.kind === "value") onGo({ at: found.at });
    else if (marks !== undefined) {
      const row = found.kind === "row" ? found.row - 1 : found.share * (marks.total - 1);
      onGo(placeOfRow(marks, row));
    }
    close();
  };
  const other = value[field] ?? t`a value`;
  const error = soon
    ? t`The rows are still being counted. Try again in a moment.`
    : t`This is no row, no share and no value of this order.`;
  return (
    <FormDialog title={t`Go to`} isOpen={isOpen} onClose={close} accept={t`Go`} onAccept={go}>
      <TextField
        label={t`Row, share or value`}
        autoFocus
        value={text}
        error={tried && (found === undefined || soon) ? error : undefined}
        hint={t`A row number, a share such as 50 %, or ${other}.`}
        onChange={(next) => {
          setText(next);
          setTried(false);
        }}
      />
    </FormDialog>
  );
}
