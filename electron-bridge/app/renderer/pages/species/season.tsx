/** At which hours, in which months: by hour listened. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { CountRow } from "@linnet/electron-bridge/generated/contract.js";
import { allCells, type Block, mostOf, type Plane, planeOf } from "../../plots/cells.js";
import { columnsOf } from "../../plots/columns.js";
import { csvOf, PLANE_HEAD, planeRows } from "../../plots/csv.js";
import { framed } from "../../plots/framed.js";
import { HeatMap } from "../../plots/heat-map.js";
import { Legend, useLegendWords } from "../../plots/legend.js";
import { SavePlot } from "../../plots/save.js";
import { fileName } from "../../plots/saved.js";
import { whereOf } from "../../plots/where.js";
import { usePlotWords } from "../../plots/words.js";
import { go } from "../../routes.js";
import { useSteady } from "../../ui/steady.js";
import { detectionsQuery } from "./addresses.js";

interface SeasonProps {
  species: string;
  title: string;
  rows: readonly CountRow[];
}

const ANY = { first: undefined, last: undefined };

function monthsOf(rows: readonly CountRow[]): Plane | undefined {
  const months = rows.flatMap(({ month }) => (month === null ? [] : [month])).toSorted();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const columns = columnsOf(`${first}-01`, `${last}-01`, "month", false);
  return planeOf(rows, columns, "month", false);
}

export function Season({ species, title, rows }: SeasonProps): React.JSX.Element {
  const { t } = useLingui();
  const plane = useMemo(() => monthsOf(rows), [rows]);
  const words = usePlotWords();
  const legend = useLegendWords("hour");
  const open = useSteady((block: Block) => {
    if (plane !== undefined) go("detections", detectionsQuery(species, whereOf(plane, block, ANY)));
  });
  const heading = <Trans>Hours by months</Trans>;
  if (plane === undefined) {
    return (
      <section className="card">
        <h2>{heading}</h2>
        <p className="quiet">
          <Trans>
            No recording has a date, so nobody knows the hour of a detection. Give the recordings
            their start on the page Recordings.
          </Trans>
        </p>
      </section>
    );
  }
  const most = mostOf(allCells(plane), "hour");
  const about = t`detections per hour listened`;
  return (
    <section className="card species-season" aria-label={t`Hours by months`}>
      <header>
        <h2>{heading}</h2>
        <SavePlot
          label={t`Hours by months`}
          saved={{
            name: fileName("season", species),
            drawing: () =>
              framed(plane, { scale: "hour", most }, (to) => words.figure(plane, to, "hour"), {
                ...{ title, species, about, legend },
              }),
            csv: () =>
              csvOf(["Linnet", species, about].join("; "), PLANE_HEAD, planeRows(species, plane)),
          }}
        />
      </header>
      <HeatMap
        label={t`Activity of ${title}, hours by months`}
        {...{ plane, scale: "hour", most, rowHeight: 9 }}
        onOpen={open}
      />
      <Legend scale="hour" />
    </section>
  );
}
