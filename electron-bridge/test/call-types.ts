/** Calls are typed as the contract has them; checked by `tsc`, never run. */
import { expectTypeOf } from "vitest";
import {
  rows,
  type DetectionRow,
  type HealthResult,
  type LARGEST_PAGE,
  type QueryRequest,
  type RecordingRow,
  type Rows,
  type Sidecar,
  type SidecarClient,
  type SiteRow,
} from "../src/index.js";
import type { LinnetApi } from "../src/preload.js";

export async function typesOfCalls(
  client: SidecarClient | Sidecar,
  page: LinnetApi,
): Promise<void> {
  // Every select has its rows.
  expectTypeOf<keyof Rows>().toEqualTypeOf<QueryRequest["select"]>();
  expectTypeOf<typeof LARGEST_PAGE>().toEqualTypeOf<1000>();

  const heard = await client.call("query", { select: "detections", where: { species: "owl" } });
  expectTypeOf(heard.rows[0]?.species).toEqualTypeOf<string | undefined>();
  expectTypeOf(heard.rows).toEqualTypeOf<DetectionRow[]>();
  expectTypeOf(heard.nextCursor).toEqualTypeOf<string | null>();
  const recorded = await client.call("query", { select: "recordings" });
  // @ts-expect-error: a recording has no species.
  expectTypeOf(recorded.rows[0]?.species);
  // @ts-expect-error: there is no such select.
  await client.call("query", { select: "birds" });
  // @ts-expect-error: a question has a select.
  await client.call("query", {});
  // @ts-expect-error: nor is there such a field.
  await client.call("query", { select: "species", order: ["species"] });
  // Rows have the fields that were asked for, and their id.
  const few = await client.call("query", { select: "detections", fields: ["path", "species"] });
  expectTypeOf(few.rows[0]).toEqualTypeOf<
    Pick<DetectionRow, "path" | "species" | "detectionId"> | undefined
  >();
  // @ts-expect-error: nobody asked for the site.
  expectTypeOf(few.rows[0]?.site);
  const chosen = ["path"] as ("path" | "site")[];
  const unknown = await client.call("query", { select: "detections", fields: chosen });
  expectTypeOf(unknown.rows[0]?.site).toEqualTypeOf<string | null | undefined>();
  expectTypeOf(unknown.rows[0]?.detectionId).toEqualTypeOf<number | undefined>();
  for await (const row of rows(client, { select: "sites", fields: ["site"] })) {
    expectTypeOf(row).toEqualTypeOf<Pick<SiteRow, "site" | "siteId">>();
  }
  const either = "sites" as "sites" | "recordings";
  const some = await client.call("query", { select: either });
  expectTypeOf(some.rows).toEqualTypeOf<(SiteRow | RecordingRow)[]>();

  for await (const row of rows(client, { select: "sites" })) {
    expectTypeOf(row).toEqualTypeOf<SiteRow>();
  }
  // @ts-expect-error: a detection has no such field.
  await page.query({ select: "detections", fields: ["colour"] });
  const asked = await page.query({ select: "detections" });
  if (asked.ok) expectTypeOf(asked.value.rows).toEqualTypeOf<DetectionRow[]>();

  // Params may be left out where none is required, and nowhere else.
  expectTypeOf(await client.call("health")).toEqualTypeOf<HealthResult>();
  await page.health();
  // @ts-expect-error: a spectrogram is of something.
  await client.call("spectrogram");
  // @ts-expect-error: inference has no such field.
  await client.call("infer", { inputs: ["/card"], deep: true });
  client.run("runs/resume", { runId: 1 });
  // @ts-expect-error: a run is resumed by its id.
  client.run("runs/resume");
}
