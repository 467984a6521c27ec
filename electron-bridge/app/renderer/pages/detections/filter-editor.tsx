/** The editor of one filter: two ends, or some of a list. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { typed } from "../../i18n/format.js";
import { TextField } from "../../ui/field.js";
import { type Filtered, range, rangeCondition } from "./filters.js";
import { OneOf } from "./one-of.js";
import type { Condition } from "./question.js";

export interface FilterEditorProps {
  field: Filtered;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
}

export function FilterEditor(props: FilterEditorProps): React.JSX.Element {
  const { field } = props;
  if (field === "confidence") return <Ends {...props} read={typedScore} />;
  if (field === "timeOfDay") return <Ends {...props} read={typedHour} />;
  if (field === "date") return <Ends {...props} read={typedDate} />;
  if (field === "hoursFromSunrise" || field === "hoursFromSunset") {
    return <Ends {...props} read={typedFromSun} />;
  }
  return <OneOf {...props} />;
}

const typedScore = (text: string): number | undefined => within(typed(text), 0, 1);

/** "22", "22:30" or "22.5": the hours of a day, which may cross midnight. */
export function typedHour(text: string): number | undefined {
  const [, hours, minutes] = /^\s*(\d{1,2}):(\d\d)\s*$/.exec(text) ?? [];
  const value = hours === undefined ? typed(text) : Number(hours) + Number(minutes) / 60;
  return within(value, 0, 24);
}

/** No moment is further from the nearest sunrise than half a day. */
const typedFromSun = (text: string): number | undefined => within(typed(text), -13, 13);

const typedDate = (text: string): string | undefined =>
  /^\d{4}(-\d\d(-\d\d)?)?$/.exec(text.trim())?.[0];

function within(value: number | undefined, low: number, high: number): number | undefined {
  return value !== undefined && value >= low && value <= high ? value : undefined;
}

type Ranged = "confidence" | "timeOfDay" | "date" | "hoursFromSunrise" | "hoursFromSunset";

interface EndsProps extends FilterEditorProps {
  read: (text: string) => string | number | undefined;
}

function Ends({ field, condition, onChange, read }: EndsProps): React.JSX.Element {
  const { t } = useLingui();
  const [from, to] = range(condition);
  const [texts, setTexts] = useState([from ?? "", to ?? ""]);
  const hint = {
    confidence: t`Scores go from 0 to 1; a score is no probability.`,
    timeOfDay: t`Hours of the recorder's clock; 22 to 4 goes over midnight.`,
    date: t`Year, month and day: 2026-03-12.`,
    hoursFromSunrise: t`Hours after sunrise; -1 is the hour before it.`,
    hoursFromSunset: t`Hours after sunset; -1 is the hour before it.`,
  }[field as Ranged];
  const change = (at: 0 | 1, text: string): void => {
    const next = texts.with(at, text);
    setTexts(next);
    const ends = next.map((each) => (each.trim() === "" ? undefined : read(each)));
    // What cannot be read yet changes nothing, so that typing "0," hides no rows.
    if (next.every((each, end) => each.trim() === "" || ends[end] !== undefined)) {
      onChange(rangeCondition(ends[0], ends[1]));
    }
  };
  const wrong = (at: 0 | 1): string | undefined => {
    const text = texts[at] ?? "";
    return text.trim() === "" || read(text) !== undefined ? undefined : t`This cannot be read.`;
  };
  return (
    <div className="filter-editor">
      <div className="filter-ends">
        <TextField
          label={t`From`}
          autoFocus
          value={texts[0] ?? ""}
          error={wrong(0)}
          onChange={(text) => {
            change(0, text);
          }}
        />
        <TextField
          label={t`To`}
          value={texts[1] ?? ""}
          error={wrong(1)}
          onChange={(text) => {
            change(1, text);
          }}
        />
      </div>
      <p className="small quiet">{hint}</p>
    </div>
  );
}
