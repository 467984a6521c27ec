/**
 * The rail beside the scroll bar: the whole answer from its first row to its last, with the values
 * of its order. Dragging goes anywhere in it, which the scroll bar over loaded rows cannot.
 */
import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { count } from "../../i18n/format.js";
import { type Mark, type Marks, placeOfRow } from "./marks.js";
import { fieldOf, type Order } from "./question.js";
import type { Place } from "./rows.js";
import { useShortText, useValueText } from "./value-text.js";
import "./rail.css";

interface RailProps {
  marks: Marks;
  order: Order;
  /** The row at the top of what is seen, from 0; undefined where nobody knows. */
  row: number | undefined;
  onGo: (place: Place) => void;
}

/** Values that are written beside the rail at most. */
const LABELS = 9;

export function Rail({ marks, order, row = 0, onGo }: RailProps): React.JSX.Element {
  const { t } = useLingui();
  const textOf = useValueText(order);
  const shortOf = useShortText(order, marks.marks);
  const rail = useRef<HTMLDivElement>(null);
  /** Where a drag is, before it is let go. */
  const [dragged, setDragged] = useState<number>();
  const { total } = marks;
  const last = Math.max(0, total - 1);
  const field = fieldOf(order);
  const valueOf = (mark: Mark | undefined): string => textOf(mark?.values[field] ?? null);
  const markAt = (at: number): Mark | undefined => marks.marks.findLast((each) => each.row <= at);
  const go = (to: number): void => {
    onGo(placeOfRow(marks, to));
  };
  const rowAt = (event: React.PointerEvent): number => {
    const { top, height } = rail.current?.getBoundingClientRect() ?? { top: 0, height: 1 };
    return Math.round(Math.max(0, Math.min(1, (event.clientY - top) / height)) * last);
  };
  const steps: Partial<Record<string, number>> = {
    ArrowDown: row + Math.max(1, total / 100),
    ArrowUp: row - Math.max(1, total / 100),
    PageDown: row + total / 10,
    PageUp: row - total / 10,
    Home: 0,
    End: last,
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const to = steps[event.key];
    if (to === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  const present = dragged ?? row;
  const value = valueOf(markAt(present));
  const number = count(present + 1);
  const all = count(total);
  return (
    <div
      ref={rail}
      className="rail"
      role="slider"
      tabIndex={0}
      aria-label={t`Place in all rows`}
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={total}
      aria-valuenow={present + 1}
      aria-valuetext={t`${value}, row ${number} of ${all}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(rowAt(event));
      }}
      onPointerMove={(event) => {
        if (dragged !== undefined) setDragged(rowAt(event));
      }}
      onPointerUp={() => {
        if (dragged !== undefined) go(dragged);
        setDragged(undefined);
      }}
    >
      {spaced(marks.marks).map((mark) => (
        <span
          key={mark.row}
          className="rail-value"
          aria-hidden="true"
          style={{ top: `${String((mark.row / Math.max(1, last)) * 100)}%` }}
        >
          {shortOf(mark.values[field] ?? null)}
        </span>
      ))}
      <span
        className={dragged === undefined ? "rail-thumb" : "rail-thumb dragged"}
        style={{ top: `${String((Math.min(present, last) / Math.max(1, last)) * 100)}%` }}
      >
        {dragged !== undefined && (
          <span className="rail-bubble">
            {value}
            <span className="quiet small">{t`row ${number}`}</span>
          </span>
        )}
      </span>
    </div>
  );
}

/** A few of the marks, from the first to the last. */
function spaced(marks: readonly Mark[]): Mark[] {
  const number = Math.min(LABELS, marks.length);
  return Array.from({ length: number }, (_, at) => {
    const place = Math.round((at * (marks.length - 1)) / Math.max(1, number - 1));
    return marks[place];
  }).filter((mark) => mark !== undefined);
}
