/** A run while the app is open and paging, against the same run on the command line. */
import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { FIELDS } from "../../renderer/pages/detections/question.js";
import type { Verdict } from "./budgets.js";
import { copied, freshCard, HOME, LINNET } from "./catalog.js";
import { type Bench, startOver } from "./measure.js";

const FILES = 60;
const SECONDS = 60;

export async function runAlone({ catalog }: Bench): Promise<Verdict> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-perf-")));
  try {
    const card = await freshCard(join(folder, "CARD"), FILES, SECONDS);
    const alone = await byCommand(card, await copied(catalog, folder, "alone"));
    const { took, pages } = await byApp(card, await copied(catalog, folder, "open"), folder);
    const ratio = took / alone;
    const text = `${ratio.toFixed(2)} (${took.toFixed(1)} s with ${String(pages)} pages read, ${alone.toFixed(1)} s alone)`;
    return { passed: ratio <= 1.05, text };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The engine's own seconds, on both sides: the start of a process is not of a run. */
const ELAPSED = /"elapsedSeconds":\s*([\d.]+)/;

async function byCommand(card: string, catalog: string): Promise<number> {
  const env = { ...process.env, LINNET_HOME: HOME, LINNET_CATALOG: catalog };
  const asked = promisify(execFile)(LINNET, ["analyze", card, "--json"], {
    env,
    maxBuffer: 2 ** 28,
  });
  const [, seconds] = ELAPSED.exec((await asked).stdout) ?? [];
  if (seconds === undefined) throw new Error("The command line tells no seconds of its run.");
  return Number(seconds);
}

async function byApp(
  card: string,
  catalog: string,
  folder: string,
): Promise<{ took: number; pages: number }> {
  const running = await startOver(catalog, [folder]);
  try {
    return await running.tab().evaluate(
      async ([input, fields]) => {
        const started = await window.linnet.jobs.start({
          kind: "run",
          method: "infer",
          params: { inputs: [input] },
        });
        if (!started.ok) throw new Error(started.error.message);
        let over = false;
        let took: number | undefined;
        window.linnet.jobs.follow((news) => {
          const text = JSON.stringify(news);
          over ||= /"state":"(done|failed|cancelled)"/.test(text);
          const [, seconds] = /"elapsedSeconds":([\d.]+)/.exec(text) ?? [];
          if (seconds !== undefined) took = Number(seconds);
        });
        let pages = 0;
        // The jobs' news, which come between two waits, end it.
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
        while (!over) {
          const question = { select: "detections", orderBy: ["-confidence"], fields, limit: 200 };
          await window.linnet.query(question as never);
          pages++;
          // A person who looks through 200 rows a second.
          await new Promise((resolve) => setTimeout(resolve, 1000));
        }
        if (took === undefined) throw new Error("The job tells no seconds of its run.");
        return { took, pages };
      },
      [card, FIELDS] as const,
    );
  } finally {
    await running.close();
  }
}
