/** A plot for each species, all with the same colours for the same rates. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { count, hours, score as scoreText } from "../../i18n/format.js";
import {
  allCells,
  type Block,
  mostOf,
  type Plane,
  planeOf,
  type Scale,
  trimmed,
} from "../../plots/cells.js";
import { columnsOf, HOURS } from "../../plots/columns.js";
import { whereOf as blockWhere } from "../../plots/where.js";
import { HeatMap } from "../../plots/heat-map.js";
import { SavePlot } from "../../plots/save.js";
import { format, go } from "../../routes.js";
import { SpeciesName } from "../../species/name.js";
import { useCommonNames } from "../../species/names.js";
import { useSteady } from "../../ui/steady.js";
import type { Counted } from "./counted.js";
import { type Filters, type Where, whereOf } from "./filters.js";
import { useSaved } from "./saved.js";

/** Points for an hour, by the number of plots. */
const ROW_HEIGHTS = [13, 11, 9] as const;

interface PlotsProps {
  value: Counted;
  filters: Filters;
  scale: Scale;
  noon: boolean;
}

export function Plots({ value, filters, scale, noon }: PlotsProps): React.JSX.Element {
  const { days, species } = value;
  const common = useCommonNames(filters.species);
  const planes = useMemo(() => {
    if (days === undefined) return [];
    const all = columnsOf(days.first, days.last, days.unit, noon);
    const [one] = species;
    // The effort is the same for all species.
    const isTrimmed = noon && days.unit === "date" && one !== undefined;
    const columns = isTrimmed ? trimmed(all, planeOf(one.rows, all, "date", true)) : all;
    return species.map((each) => ({
      species: each.species,
      plane: planeOf(each.rows, columns, days.unit, noon),
    }));
  }, [days, species, noon]);
  const most = useMemo(
    () => Math.max(0, ...planes.map(({ plane }) => mostOf(allCells(plane), scale))),
    [planes, scale],
  );
  const rowHeight = ROW_HEIGHTS[Math.min(planes.length, ROW_HEIGHTS.length) - 1] ?? 9;
  return (
    <div className={planes.length > 1 ? "activity-plots several" : "activity-plots"}>
      {planes.map(({ species: name, plane }) => (
        <Plot
          key={name}
          species={name}
          common={common(name)}
          {...{ plane, scale, most, rowHeight, filters, within: value.within }}
        />
      ))}
    </div>
  );
}

interface PlotProps {
  species: string;
  common: string | null;
  plane: Plane;
  scale: Scale;
  most: number;
  rowHeight: number;
  filters: Filters;
  within: Counted["within"];
}

function Plot(props: PlotProps): React.JSX.Element {
  const { species, common, plane, scale, most, rowHeight, filters, within } = props;
  const { t } = useLingui();
  const saved = useSaved(props);
  const where = (block: Block): Where => ({
    ...whereOf(filters, [species]),
    ...blockWhere(plane, block, within),
  });
  const open = useSteady((block: Block) => {
    go("detections", { w: JSON.stringify(where(block)) });
  });
  const sum = { column: plane.columns.length, hour: HOURS };
  const all = format({
    page: "detections",
    query: { w: JSON.stringify(where({ from: sum, to: sum })) },
  });
  const shown = count(plane.all.detections);
  const listened = hours(plane.all.analysed);
  const name = common ?? species;
  const best = plane.all.best === null ? undefined : scoreText(plane.all.best);
  return (
    <section className="card activity-plot" aria-label={name}>
      <header>
        <h2>
          <SpeciesName species={species} common={common} isInline />
        </h2>
        <SavePlot label={name} saved={saved} />
      </header>
      <p className="quiet">
        <a href={all} aria-label={t`Show all ${shown} detections of ${name}`}>
          <Plural value={plane.all.detections} one="# detection" other="# detections" />
        </a>{" "}
        <Trans>in {listened} listened</Trans>
        {best !== undefined && (
          <>
            {" · "}
            <Trans>best score {best}</Trans>
          </>
        )}
      </p>
      <HeatMap
        label={t`Activity of ${name}, hours by days`}
        {...{ plane, scale, most, rowHeight }}
        onOpen={open}
      />
    </section>
  );
}
