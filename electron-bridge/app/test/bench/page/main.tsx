/** The page of the benches: tables that are filled and scrolled from outside. */
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { useJobs } from "../../../renderer/data/jobs.js";
import { touch } from "../../../renderer/data/revision.js";
import { speak } from "../../../renderer/i18n/language.js";
import { USUAL_COLUMNS } from "../../../renderer/pages/detections/columns.js";
import { Table } from "../../../renderer/pages/detections/table.js";
import type { Detection, Rows } from "../../../renderer/pages/detections/rows.js";
import { StatusBar } from "../../../renderer/shell/status-bar.js";
import { RacTable } from "./rac-table.js";
import { madePage } from "./rows.js";

const nothing = (): undefined => undefined;
const COMMON = {
  shift: 0,
  totalExact: true,
  error: undefined,
  waiting: undefined,
  first: 1,
  answers: 1,
  landed: 0,
  more: nothing,
  earlier: nothing,
  go: nothing,
  patch: nothing,
  reread: nothing,
};
const MENU = { actions: [], isOpen: false, onOpen: nothing };
const NONE = { all: false, ids: new Set<number>() };

function Own({ rows }: { rows: Detection[] }): React.JSX.Element {
  const answer = { ...COMMON, rows, total: rows.length } as unknown as Rows;
  return (
    <Table
      rows={answer}
      order="-confidence"
      onOrder={nothing}
      chosen={undefined}
      marked={NONE}
      onChoose={nothing}
      onOpen={nothing}
      columns={USUAL_COLUMNS}
      menu={MENU}
      onLeave={nothing}
      onEnd={nothing}
      onSeen={nothing}
      handle={nothing}
    />
  );
}

const TABLES = { own: Own, rac: RacTable };
let root: Root | undefined;

/** Append pages of 200 rows; how long each took, with its layout. */
async function fill(name: keyof typeof TABLES, pages: number): Promise<number[]> {
  const place = document.getElementById("root");
  if (place === null) throw new Error("The page has no root.");
  root?.unmount();
  root = createRoot(place);
  const Shown = TABLES[name];
  let rows: Detection[] = [];
  const took: number[] = [];
  for (let page = 0; page < pages; page++) {
    const next = [...rows, ...madePage(page)];
    rows = next;
    const began = performance.now();
    flushSync(() => {
      root?.render(
        <I18nProvider i18n={i18n}>
          <Shown rows={next} />
          {name === "own" && <StatusBar />}
        </I18nProvider>,
      );
    });
    place.getBoundingClientRect();
    took.push(performance.now() - began);
    await frame();
  }
  return took;
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Scroll a screen a frame or less; how long each frame took. */
async function scroll(frames: number, step: number): Promise<number[]> {
  const table = document.querySelector<HTMLElement>('[role="grid"]');
  if (table === null) throw new Error("The page has no table.");
  const took: number[] = [];
  let last = await frame();
  for (let each = 0; each < frames; each++) {
    table.scrollTop += step;
    const now = await frame();
    took.push(now - last);
    last = now;
  }
  return took;
}

let timer: ReturnType<typeof setInterval> | undefined;

/** What two runs tell a page: each its progress ten times a second, and the catalog's changes. */
function progress(on: boolean): void {
  clearInterval(timer);
  if (!on) return;
  let step = 0;
  timer = setInterval(() => {
    step++;
    const running = [1, 2].map((id) => ({
      id,
      kind: "run",
      title: "Birds",
      method: "infer" as const,
      state: "running" as const,
      resumed: false,
      askedAt: "2026-03-12T05:00:00",
      progress: { done: step, total: 1000 },
    }));
    useJobs.setState(({ jobs }) => ({ jobs: { ...jobs, number: step, running } as never }));
    if (step % 5 === 0) touch(["detections", "runs"]);
  }, 100);
}

await speak("en");
Object.assign(window, { bench: { fill, scroll, progress } });
