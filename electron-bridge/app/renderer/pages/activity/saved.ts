/** A plot as it is saved: its title, what it is of, and its numbers. */
import { useLingui } from "@lingui/react/macro";
import { clock, score as scoreText } from "../../i18n/format.js";
import type { Plane, Scale } from "../../plots/cells.js";
import { csvOf, PLANE_HEAD, planeRows } from "../../plots/csv.js";
import { framed } from "../../plots/framed.js";
import { useLegendWords } from "../../plots/legend.js";
import { useSiteName } from "../../places/same-name.js";
import { fileName, type Saved } from "../../plots/saved.js";
import { usePlotWords } from "../../plots/words.js";
import { useFirst } from "../../species/names.js";
import type { Filters } from "./filters.js";
import { useVerdictChoices } from "./verdict-choices.js";

interface Of {
  species: string;
  common: string | null;
  plane: Plane;
  scale: Scale;
  most: number;
  filters: Filters;
}

/** The filters in words, such as "Tapir-03 · 12 Mar 2026 to 31 Mar 2026 · score 0.60 and above". */
function useFilterWords(): (filters: Filters, plane: Plane) => string[] {
  const { t } = useLingui();
  const verdicts = useVerdictChoices();
  const siteName = useSiteName();
  return ({ site, survey, score, verdict }, { columns }) => {
    const [first, last] = [columns[0]?.first, columns.at(-1)?.last];
    const [begin, end, lowest] = [clock(first ?? ""), clock(last ?? ""), scoreText(score ?? 0)];
    return [
      site === undefined ? t`all sites` : siteName({ site, survey }, new Set([site])),
      ...(first === undefined ? [] : [t`${begin} to ${end}`]),
      ...(score === undefined ? [] : [t`score ${lowest} and above`]),
      ...(verdict === "all" ? [] : [verdicts[verdict]]),
    ];
  };
}

export function useSaved({ species, common, plane, scale, most, filters }: Of): Saved {
  const { t } = useLingui();
  const words = usePlotWords();
  const legend = useLegendWords(scale);
  const filterWords = useFilterWords();
  const title = useFirst()(species, common) ?? species;
  const told = filterWords(filters, plane);
  const of = scale === "hour" ? t`detections per hour listened` : t`detections`;
  return {
    name: fileName("activity", species),
    drawing: () =>
      framed(plane, { scale, most }, (layout) => words.figure(plane, layout, scale), {
        ...{ title, species, legend, about: [of, ...told].join(" · ") },
      }),
    csv: () =>
      csvOf(
        ["Linnet", t`Activity`, species, ...told].join("; "),
        PLANE_HEAD,
        planeRows(species, plane),
      ),
  };
}
