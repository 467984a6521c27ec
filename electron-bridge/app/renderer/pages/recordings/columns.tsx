/** The columns of the table: how they are called, and what a row has in them. */
import { useLingui } from "@lingui/react/macro";
import { clock, count, length } from "../../i18n/format.js";
import { FileName } from "../../ui/file-name.js";
import type { Recording } from "./rows.js";
import type { Column } from "./widths.js";

export function useColumnNames(): Record<Column, string> {
  const { t } = useLingui();
  return {
    path: t`File`,
    start: t`Begins`,
    duration: t`Length`,
    sampleRate: t`Rate`,
    site: t`Site`,
    recorder: t`Recorder`,
    detections: t`Detections`,
    annotations: t`Labels`,
    missingSince: t`Not found since`,
  };
}

const NONE = <span className="quiet">–</span>;

export function CellText({ column, row }: { column: Column; row: Recording }): React.ReactNode {
  const { t } = useLingui();
  switch (column) {
    case "path":
      return <FileName path={row.path} />;
    case "start":
      return row.start === null ? (
        <span className="recordings-warn">{t`without a date`}</span>
      ) : (
        clock(row.start)
      );
    case "duration":
      return row.duration === null ? NONE : length(row.duration);
    case "sampleRate": {
      if (row.sampleRate === null) return NONE;
      const rate = count(row.sampleRate / 1000);
      return t`${rate} kHz`;
    }
    case "missingSince":
      return row.missingSince === null ? (
        ""
      ) : (
        <span className="recordings-warn">{clock(row.missingSince.slice(0, 10))}</span>
      );
    case "detections":
    case "annotations":
      return count(row[column]);
    default:
      return row[column] ?? NONE;
  }
}
