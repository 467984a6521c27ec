/** Recordings that are not found: why, the search that changes nothing, and what is then changed. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { RelinkResult } from "@linnet/electron-bridge/generated/contract.js";
import { executable, launch } from "../chromium.js";
import { CARD, FOUND, GONE } from "./made-cards.js";
import { MadePlaces } from "./made-places.js";
import { job, jobs } from "./run-script.js";
import { firstCall, open, Refusal, type Opened, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: missing recordings are not tested.");

describe.skipIf(executable === undefined)("recordings that are not found", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  const begin = async (more: Scripted = {}): Promise<Opened> => {
    const opened = await open(browser, {
      hash: "#/recordings",
      picked: [{ ...CARD, path: "/mnt/disco", name: "disco" }],
      ...more,
      script: new MadePlaces().script({
        "recordings/look": () => GONE,
        "recordings/relink": () => FOUND,
        "jobs.start": () => ({ id: 8 }),
        "jobs.remove": () => null,
        ...more.script,
      }),
    });
    await opened.emit("state", { state: "ready", project: 1 });
    return opened;
  };

  const bar = ({ tab }: Opened) =>
    tab.getByRole("region", { name: "Recordings that are not found" });

  test("are split by cause, with the drive's label and the topmost folder that is gone", async () => {
    const opened = await begin();
    await bar(opened).getByText("6 recordings are not found since Mar 20, 2026").first().waitFor();
    const text = (await bar(opened).textContent()) ?? "";
    for (const each of [
      "3 are on a drive that is not connected: FIELD 7",
      "The folders of 2 are gone",
      "/home/ana/Manu 2026/Tapir-03",
      "The file of 1 is gone",
    ]) {
      assert.include(text, each);
    }
    assert.equal(opened.calls.filter(({ method }) => method === "recordings/look").length, 1);
  });

  test("are looked for again on demand, and the bar goes once all are there", async () => {
    let isBack = false;
    const opened = await begin({
      script: {
        "recordings/look": () => (isBack ? { ...GONE, causes: [], folders: [], found: 6 } : GONE),
      },
    });
    await bar(opened).waitFor();
    isBack = true;
    await bar(opened).getByRole("button", { name: "Look again" }).click();
    await bar(opened).waitFor({ state: "detached" });
  });

  test("a look that fails says so, and leaves the page as it is", async () => {
    const opened = await begin({
      script: {
        "recordings/look": () => {
          throw new Refusal("CatalogUnavailable", "The catalog is locked.");
        },
      },
    });
    await opened.tab.getByRole("alert").getByRole("button", { name: "Look again" }).waitFor();
    await opened.tab.getByRole("tree").waitFor();
  });

  test("are shown old and new before anything changes, and a doubt is settled by hand", async () => {
    const opened = await begin();
    const { tab, calls } = opened;
    await bar(opened).waitFor();
    await tab.keyboard.press("f");
    const dialog = tab.getByRole("dialog", { name: "Find recordings again" });
    await dialog.getByRole("button", { name: "Choose folder…" }).click();
    await dialog.getByText("2 recordings are found again.").first().waitFor();
    const text = (await dialog.textContent()) ?? "";
    for (const each of [
      "1 is still missing.",
      "Nothing is changed yet.",
      "20260312_053000.mp3",
      "the same sound, converted",
      "1 recording is in doubt",
    ]) {
      assert.include(text, each);
    }
    assert.deepEqual(await firstCall(calls, "recordings/relink"), {
      ...{ folders: ["/mnt/disco"], dryRun: true },
    });
    assert.isFalse(calls.some(({ method }) => method === "jobs.start"));
    await dialog.getByText("/mnt/disco/b/20260313.WAV").click();
    await dialog.getByRole("button", { name: "Take over 3 places" }).click();
    const [begun] = (await firstCall(calls, "jobs.start")) as { kind: string; params: object }[];
    assert.equal(begun?.kind, "relink");
    assert.deepEqual(begun?.params, {
      ...{ folders: ["/mnt/disco"], recordingIds: [4, 5] },
      choices: [{ recordingId: 6, path: "/mnt/disco/b/20260313.WAV" }],
    });
    await dialog.waitFor({ state: "detached" });
  });

  test("the change of places says what came of it, and looks again", async () => {
    const opened = await begin();
    const { tab, emit, calls } = opened;
    await bar(opened).waitFor();
    const mine = { id: 8, kind: "relink", title: "disco", method: "recordings/relink" } as const;
    await emit("jobs", jobs({ running: [job({ ...mine, progress: { done: 3, total: 9 } })] }));
    await tab.getByText("3 of 9 files").first().waitFor();
    const value: RelinkResult = {
      ...{ ...FOUND, ambiguous: [] },
      refused: [
        {
          ...{ recordingId: 6, oldPath: "/home/ana/a.WAV", path: "/mnt/disco/b/20260313.WAV" },
          ...{ reason: "otherSound", message: "This file holds another sound." },
        },
      ],
    };
    const outcome = { ok: true, value, leftOut: 0 } as const;
    await emit("jobs", jobs({ ended: [job({ ...mine, state: "done", outcome })] }));
    await tab.getByText("2 recordings are found again, with their labels.").first().waitFor();
    await tab
      .getByText("This file holds another sound, so the recording is still missing.")
      .first()
      .waitFor();
    await until(() => calls.filter(({ method }) => method === "recordings/look").length === 2);
  });

  test("a folder without any of them changes nothing, and says so", async () => {
    const none = { ...FOUND, relinked: [], ambiguous: [], missing: [1, 2, 3] };
    const opened = await begin({ script: { "recordings/relink": () => none } });
    await bar(opened).waitFor();
    await opened.tab.keyboard.press("f");
    const dialog = opened.tab.getByRole("dialog", { name: "Find recordings again" });
    await dialog.getByRole("button", { name: "Choose folder…" }).click();
    await dialog.getByText("No recording is found for sure.").first().waitFor();
    assert.isTrue(await dialog.getByRole("button", { name: "Take over" }).isDisabled());
  });
});

describe.skipIf(executable === undefined)("taking recordings out", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  const COUNTED = {
    removed: 476,
    detections: 12_408,
    labelled: 3,
    labels: 12,
    backup: null,
    notes: [],
  };
  const BACKUP = "/home/ana/Linnet/linnet.backup-20261130T094500Z.sqlite";

  test("counts them and their labels first, asks for the labels, and names the copy", async () => {
    const { tab, calls, asked } = await open(browser, {
      hash: "#/recordings?at=site 1",
      script: new MadePlaces().script({
        "recordings/look": () => ({ ...GONE, causes: [], folders: [] }),
        "recordings/remove": ({ dryRun = false }) =>
          dryRun ? COUNTED : { ...COUNTED, backup: BACKUP },
      }),
    });
    await tab.getByRole("tree").waitFor();
    await tab.keyboard.press("Delete");
    const dialog = tab.getByRole("alertdialog", { name: "Take out recordings" });
    await dialog
      .getByText("476 recordings · 12,408 detections · 3 with labels of people")
      .first()
      .waitFor();
    await dialog
      .getByText(/The sound files stay where they are/)
      .first()
      .waitFor();
    const act = dialog.getByRole("button", { name: "Take out 476 recordings" });
    assert.isTrue(await act.isDisabled());
    await dialog.getByText("Take out the 12 labels of people too").click();
    await act.click();
    await dialog
      .getByText(/476 recordings are taken out/)
      .first()
      .waitFor();
    const removals = calls.filter(({ method }) => method === "recordings/remove");
    const where = { siteId: 1 };
    assert.deepEqual(
      removals.map(({ params }) => params),
      [
        { where, dryRun: true },
        { where, includingLabels: true },
      ],
    );
    await dialog.getByRole("button", { name: "Show in its folder" }).click();
    assert.deepEqual(asked.find(({ name }) => name === "showInFolder")?.values, [BACKUP]);
  });
});
