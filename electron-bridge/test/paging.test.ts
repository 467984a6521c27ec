/** Pages of the catalog, and the rows that the contract says are in them. */
import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished, test } from "vitest";
import {
  ERROR_CODES,
  LARGEST_PAGE,
  pages,
  rows,
  SidecarClient,
  type Questioned,
  type QueryRequest,
} from "../src/index.js";
import { rowChecker, rowsBySelect, SELECTS } from "./results.js";
import { command, failure, folder } from "./sidecar.js";
import { writeOwl } from "./sounds.js";

async function started(home: string): Promise<SidecarClient> {
  const { client } = await SidecarClient.start({ command, env: { LINNET_HOME: home } });
  onTestFinished(async () => void (await client.stop()));
  return client;
}

/** A catalog that knows so many recordings. */
async function recorded(count: number): Promise<SidecarClient> {
  const home = await folder();
  const inputs = Array.from({ length: count }, (_, at) => join(home, `${String(at)}.wav`));
  for (const path of inputs) await writeOwl(path, 1);
  const client = await started(home);
  await client.call("preprocess", { inputs, frontend: "ucsd-librosa-mel" });
  return client;
}

/** Answers as a catalog of so many recordings would, and keeps what it was asked. */
function catalog(count: number): { asked: QueryRequest[]; client: Questioned } {
  const asked: QueryRequest[] = [];
  const call = (_method: string, params: QueryRequest): Promise<object> => {
    asked.push(params);
    const from = Number(params.cursor ?? 0);
    const end = Math.min(from + (params.limit ?? 100), count);
    const found = Array.from({ length: end - from }, (_, at) => ({ recordingId: from + at }));
    return Promise.resolve({ rows: found, nextCursor: end < count ? String(end) : null });
  };
  return { asked, client: { call } as Questioned };
}

test("all rows come, each once, however long the pages are", async () => {
  const client = await recorded(5);
  for (const limit of [1, 2, 5, 1000]) {
    const lengths: number[] = [];
    for await (const page of pages(client, { select: "recordings", limit })) {
      lengths.push(page.rows.length);
    }
    assert.ok(lengths.every((length) => length > 0 && length <= limit));
    const ids: number[] = [];
    for await (const row of rows(client, { select: "recordings", limit }))
      ids.push(row.recordingId);
    assert.equal(ids.length, 5);
    assert.deepEqual(new Set(ids).size, 5);
    assert.equal(
      lengths.reduce((sum, length) => sum + length, 0),
      5,
    );
  }
});

test("a page is as long as the contract lets it be, unless its length is given", async () => {
  for (const [given, lengths] of [
    [{}, [1000, 1000, 1000]],
    [{ limit: 999 }, [999, 999, 999]],
    [{ limit: 600, cursor: "1900" }, [600]],
  ] as const) {
    const { asked, client } = catalog(2500);
    const ids: number[] = [];
    for await (const { recordingId } of rows(client, { select: "recordings", ...given })) {
      ids.push(recordingId);
    }
    const from = "cursor" in given ? Number(given.cursor) : 0;
    assert.deepEqual(
      ids,
      Array.from({ length: 2500 - from }, (_, at) => from + at),
    );
    assert.deepEqual(
      asked.map(({ limit }) => limit),
      lengths,
    );
  }
});

test("the largest page is what the sidecar takes, and no row more", async () => {
  const client = await started(await folder());
  await client.call("query", { select: "recordings", limit: LARGEST_PAGE });
  const error = await failure(
    client.call("query", { select: "recordings", limit: LARGEST_PAGE + 1 }),
  );
  assert.equal((error as { code?: number }).code, ERROR_CODES.InvalidParams);
});

test("who leaves the loop asks for no further page", async () => {
  const { asked, client } = catalog(2500);
  for await (const { recordingId } of rows(client, { select: "recordings" })) {
    if (recordingId === 1000) break;
  }
  assert.equal(asked.length, 2);
});

test("an abort ends the rows at the next one", async () => {
  const { asked, client } = catalog(2500);
  const abort = new AbortController();
  const ids: number[] = [];
  const read = async (): Promise<void> => {
    for await (const row of rows(client, { select: "recordings" }, { signal: abort.signal })) {
      ids.push(row.recordingId);
      if (ids.length === 3) abort.abort();
    }
  };
  assert.equal(((await failure(read())) as Error).name, "AbortError");
  assert.deepEqual(ids, [0, 1, 2]);
  assert.equal(asked.length, 1);
});

test("each select has its own row, and a select or a row without the other is noticed", () => {
  const found = rowsBySelect(["species", "models"], ["CatalogModelRow", "SpeciesRow"]);
  assert.deepEqual(found, { species: "SpeciesRow", models: "CatalogModelRow" });
  assert.deepEqual(rowsBySelect(["runs", "runFiles"], ["RunRow", "RunFileRow"]), {
    runs: "RunRow",
    runFiles: "RunFileRow",
  });
  assert.throws(() => rowsBySelect(["species", "sites"], ["SpeciesRow"]), /"sites" needs/);
  assert.throws(() => rowsBySelect(["species"], ["SpeciesRow", "SiteRow"]), /gives SiteRow/);
  assert.throws(() => rowsBySelect(["sites"], ["SiteRow", "OldSiteRow"]), /SiteRow, OldSiteRow/);
});

const { LINNET_TEST_HOME } = process.env;

test.skipIf(LINNET_TEST_HOME === undefined)(
  "the rows of each select are what the contract's types say",
  async () => {
    const home = await folder();
    await symlink(join(LINNET_TEST_HOME ?? "", "models"), join(home, "models"), "junction");
    const client = await started(home);
    const path = join(home, "20260501_220000.wav"); // activity is of the hours of a day
    await writeOwl(path, 6);
    await client.call("infer", { inputs: [path] });
    const check = rowChecker();
    const seen: string[] = [];
    const model = "birdnet-v2.4";
    const models: [string, string] = [model, "run 1"];
    const own: Record<string, Omit<QueryRequest, "select" | "fields">> = {
      counts: { by: ["species"] },
      matchTotals: { models },
      modelMatches: { models },
      occasions: { where: { species: ["Strix aluco"], model } },
    };
    for (const select of SELECTS) {
      if (select === "similar") continue; // needs embeddings
      if (select === "counts" || select === "matchTotals") {
        const { rows: counted } = await client.call("query", { select, ...own[select] });
        for (const row of counted) {
          check(select, row);
          seen.push(select);
        }
        continue; // has one page
      }
      for await (const row of rows(client, { select, ...own[select] })) {
        check(select, row);
        seen.push(select);
      }
    }
    const filled = ["recordings", "detections", "annotations", "species", "activity", "accuracy"];
    for (const select of [...filled, "runs", "models", "matchTotals", "modelMatches"]) {
      assert.ok(seen.includes(select), select);
    }
  },
);
