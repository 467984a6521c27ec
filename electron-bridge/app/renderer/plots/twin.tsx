/** The numbers of a plot as a table, for screen readers. */
import { useLingui } from "@lingui/react/macro";
import { memo, useDeferredValue } from "react";
import { NO_CELL, type Plane } from "./cells.js";
import { hourText, usePlotWords } from "./words.js";

interface TwinProps {
  label: string;
  plane: Plane;
}

/** Drawn after the plot, which is there for the eyes. */
export function Twin({ label, plane }: TwinProps): React.JSX.Element {
  return <Table label={label} plane={useDeferredValue(plane, NOTHING)} />;
}

const NOTHING: Plane = {
  ...{ unit: "date", noon: false, columns: [], hours: [], cells: [] },
  ...{ byColumn: [], byHour: [], all: NO_CELL },
};

const Table = memo(function Table({ label, plane }: TwinProps) {
  const { t } = useLingui();
  const words = usePlotWords();
  return (
    <div className="unseen">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Days`}</th>
            {plane.hours.map((hour) => (
              <th key={hour} scope="col">
                {hourText(hour)}
              </th>
            ))}
            <th scope="col">{t`All hours`}</th>
          </tr>
        </thead>
        <tbody>
          {plane.columns.map((column, at) => (
            <tr key={column.first}>
              <th scope="row">{words.column(column, plane)}</th>
              {plane.cells[at]?.map((cell, hour) => (
                <td key={hour}>{words.cell(cell)}</td>
              ))}
              <td>{words.cell(plane.byColumn[at] ?? NO_CELL)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t`All days`}</th>
            {plane.byHour.map((cell, hour) => (
              <td key={hour}>{words.cell(cell)}</td>
            ))}
            <td>{words.cell(plane.all)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
});
