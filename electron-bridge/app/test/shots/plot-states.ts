/** The states of Activity and of Species. */
import type { Methods, QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { madeCounts } from "../component/made-activity.js";
import { MadeCatalog, SPECIES } from "../component/made-detections.js";
import { job, jobs } from "../component/run-script.js";
import type { Script } from "../component/scripted.js";
import { madeSpecies } from "../component/made-species.js";
import type { State } from "./state.js";

type Query = (asked: QueryRequest) => unknown;
type Answer = Methods["query"]["result"];

const OWLS = SPECIES.map(([name]) => name);

function activity(some: object, more = ""): string {
  return `#/activity?w=${encodeURIComponent(JSON.stringify(some))}${more}`;
}

const one = (name: string): string => `#/species?s=${encodeURIComponent(name)}`;

/** The made project, whose counts of time are `counts`. */
function counting(counts: Query = madeCounts): Script {
  const catalog = new MadeCatalog(2000);
  return catalog.script({
    query: (asked) => (asked.select === "counts" ? counts(asked) : catalog.query(asked)),
  });
}

/** The same rows with other numbers. */
const changed =
  (change: (row: Record<string, unknown>) => Record<string, unknown> | undefined): Query =>
  (asked) => {
    const answer = madeCounts(asked);
    const rows = (answer.rows as Record<string, unknown>[]).flatMap((row) => change(row) ?? []);
    return { ...answer, rows } as Answer;
  };

function ofSpecies(make: (catalog: MadeCatalog) => Query, many = 2000): Script {
  const catalog = new MadeCatalog(many);
  return catalog.script({ query: make(catalog) });
}

/** Whether a row is of what has a date: a row of all has none of the keys of time. */
const isDated = ({ date, month }: Record<string, unknown>): boolean =>
  typeof date === "string" || typeof month === "string";

/** Names come from the engine, in a line with their scientific ones. */
const NAMED = new RegExp(`${OWLS.join("|")}|Asio otus`);

const STATES: State[] = [
  {
    name: "activity",
    hash: activity({ species: OWLS.slice(0, 1) }),
    options: { script: counting() },
    holds: ["no tienen fecha y quedan fuera", "sin grabar"],
  },
  {
    name: "activity-several",
    hash: activity({ species: OWLS.slice(0, 4), score: 0.6, site: "Tapir-03" }, "&n=1"),
    options: { script: counting() },
  },
  { name: "activity-choose", hash: "#/activity" },
  {
    name: "activity-undated",
    hash: activity({ species: OWLS.slice(0, 1) }),
    options: {
      script: counting(changed((row) => (isDated(row) ? undefined : row))),
    },
    holds: ["Las grabaciones no tienen fecha"],
  },
  {
    name: "activity-unanalysed",
    hash: activity({ species: OWLS.slice(0, 1) }),
    options: {
      script: counting(changed((row) => ({ ...row, hoursAnalysed: 0, detections: 0 }))),
    },
    holds: ["Ningún modelo ha escuchado aquí todavía"],
  },
  {
    name: "activity-little",
    hash: activity({ species: OWLS.slice(0, 1), first: "2026-03-01", last: "2026-03-05" }),
    options: {
      script: counting(
        changed((row) => ({ ...row, hoursAnalysed: Number(row.hoursAnalysed) / 50 })),
      ),
    },
    then: ({ emit }) => emit("jobs", jobs({ running: [job({})] })),
    holds: ["las tasas dicen poco", "Hay un análisis en marcha"],
  },
  {
    name: "activity-counting",
    hash: activity({ species: OWLS.slice(0, 1) }),
    options: {
      script: counting((asked) =>
        asked.of === "detections" ? new Promise(() => undefined) : madeCounts(asked),
      ),
    },
    then: async ({ tab }) => {
      await tab.locator(".activity-counting").waitFor();
    },
    holds: ["Contando… Esc lo deja."],
  },
  { name: "species", hash: "#/species" },
  {
    name: "species-one",
    hash: one(OWLS[0] ?? ""),
    options: { script: ofSpecies((catalog) => madeSpecies(catalog)) },
    holds: ["Mejores clips"],
  },
  {
    name: "species-unverified",
    hash: one(OWLS[1] ?? ""),
    options: { script: ofSpecies((catalog) => madeSpecies(catalog, false), 12) },
    holds: ["nunca revisada"],
  },
  {
    name: "species-undated",
    hash: one(OWLS[0] ?? ""),
    options: {
      script: ofSpecies((catalog) => {
        const made = madeSpecies(catalog);
        return (asked) => {
          const answer = made(asked);
          const isOfTime = asked.select === "counts" && JSON.stringify(asked.by).includes("month");
          return isOfTime ? { ...answer, rows: [] } : answer;
        };
      }, 200),
    },
    holds: ["Ninguna grabación tiene fecha"],
  },
  {
    name: "species-labels",
    hash: one("Asio otus"),
    options: { script: ofSpecies((catalog) => madeSpecies(catalog)) },
    holds: ["Solo la han encontrado personas"],
  },
];

export const PLOT_STATES = STATES.map((state) => ({ data: NAMED, ...state }));
