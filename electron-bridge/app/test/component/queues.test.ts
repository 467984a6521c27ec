/** What holds of every queue of clips: a sample that was drawn, and all that match a filter. */
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { madeMedia, MadeCatalog, ordered, SPECIES } from "./made-detections.js";
import { MadeSamples, OWL } from "./made-samples.js";
import { open, type Opened, type Script, type Scripted, until } from "./scripted.js";
import { onClip, onTiles } from "./tile-steps.js";

if (executable === undefined) console.warn("No Chromium here: queues are not tested.");

interface Scene {
  hash: string;
  script: (more?: Script) => Script;
  /** What the engine holds of the first clips, in the order of the queue. */
  verdicts: (many: number) => string[];
  /** Somebody else judged the first clips. */
  judgedBy: (many: number, by: string) => void;
}

function drawn(): Scene {
  const made = new MadeSamples();
  made.add("Owls", 60);
  return {
    hash: "#/verify?s=1",
    script: (more) => made.script(more),
    verdicts: (many) =>
      made
        .of(1)
        .slice(0, many)
        .map(({ verified }) => verified),
    judgedBy: (many, by) => {
      made.judged(1, many, by);
    },
  };
}

const WHERE = { species: [OWL], verified: ["UNVERIFIED"] };
const address = (where: object): string =>
  `#/verify?where=${encodeURIComponent(JSON.stringify(where))}`;

/** All of one species that nobody had judged when the list was opened. */
function matching(where: object = WHERE): Scene {
  const made = new MadeCatalog(400);
  const best = ordered(
    made.rows.filter(({ species }) => species === OWL),
    ["-confidence"],
  ).map(({ detectionId }) => detectionId);
  const row = (id: number) => made.rows[id - 1];
  return {
    hash: address(where),
    script: (more) => made.script({ storage: () => ({ readOnly: false }), ...more }),
    verdicts: (many) => best.slice(0, many).map((id) => String(row(id)?.verified)),
    judgedBy: (many, by) => {
      for (const id of best.slice(0, many))
        Object.assign(row(id)!, { verified: "YES", verdictBy: by });
    },
  };
}

/** Score, place and time of the tiles that are drawn, in their order. */
const tiles = (tab: Tab): Promise<string[]> =>
  tab
    .locator(".tile")
    .evaluateAll((all) =>
      all.map((each) =>
        [...each.querySelectorAll(".tile-line")].map((line) => line.textContent).join(" "),
      ),
    );

describe.skipIf(executable === undefined)("a queue of clips", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  async function shown(scene: Scene, some: Scripted = {}): Promise<Opened> {
    const opened = await open(browser, {
      ...{ hash: scene.hash, media: madeMedia, script: scene.script() },
      ...some,
      settings: { labeler: "Ana Quispe", language: "en", ...some.settings },
    });
    await onTiles(opened.tab);
    return opened;
  }

  describe.each([
    ["that was drawn", drawn],
    ["of all that match", matching],
  ] as const)("%s", (_name, sceneOf) => {
    test("is judged by keys; no verdict moves a clip, and each step is taken back", async () => {
      const scene = sceneOf();
      const { tab, errors } = await shown(scene);
      await onClip(tab, 1);
      const before = await tiles(tab);
      for (const key of ["x", "c", "v"]) await tab.keyboard.press(key);
      await onClip(tab, 4);
      await until(() => scene.verdicts(4).join() === "YES,NO,UNSURE,UNVERIFIED");
      assert.deepEqual(await tiles(tab), before);
      await tab.keyboard.press("Control+z");
      await onClip(tab, 3);
      await until(() => scene.verdicts(3).join() === "YES,NO,UNVERIFIED");
      await tab.keyboard.press("Control+y");
      await until(() => scene.verdicts(3).join() === "YES,NO,UNSURE");
      await tab.keyboard.press("Home");
      await tab.keyboard.press("z");
      await until(() => scene.verdicts(1).join() === "UNVERIFIED");
      assert.deepEqual(await tiles(tab), before);
      assert.deepEqual(errors, []);
      await tab.context().close();
    });

    test("takes a verdict on several as one step, another species, and a note", async () => {
      const scene = sceneOf();
      const { tab, calls, errors } = await shown(scene);
      await tab.keyboard.press("Shift+ArrowRight");
      await tab.keyboard.press("Shift+ArrowRight");
      await tab.keyboard.press("x");
      await until(() => scene.verdicts(4).join() === "YES,YES,YES,UNVERIFIED");
      await tab.keyboard.press("Control+z");
      await until(() => scene.verdicts(3).join() === "UNVERIFIED,UNVERIFIED,UNVERIFIED");
      await tab.keyboard.press("Escape");
      await tab.keyboard.press("Home");
      await tab.keyboard.press("s");
      await tab.getByRole("combobox").fill("virgata");
      await tab.getByRole("option", { name: /Mottled Owl/ }).waitFor();
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("Enter");
      await tab.locator(".tile .verdict.wrong em").waitFor();
      await until(() => scene.verdicts(1).join() === "NO");
      await tab.keyboard.press("Home");
      await tab.keyboard.press("n");
      await tab.getByRole("dialog").locator("input, textarea").fill("far away");
      await tab.keyboard.press("Control+Enter");
      await tab.keyboard.press("Enter");
      await until(() => JSON.stringify(calls).includes("far away"));
      // The name stays with a note.
      await tab.locator(".tile .verdict.wrong em").waitFor();
      assert.deepEqual(errors, []);
      await tab.context().close();
    });

    test("shows one clip with right ones of other sites, and sounds that are like it", async () => {
      const scene = sceneOf();
      const { tab, errors } = await shown(scene);
      await tab.keyboard.press("o");
      await tab.locator(".one-clip").waitFor();
      await tab.getByRole("region", { name: "Right clips of other sites" }).waitFor();
      await tab.keyboard.press("ArrowRight");
      await tab
        .getByText(/^Clip 2 of \d+$/)
        .first()
        .waitFor();
      await tab.keyboard.press("Escape");
      await tab.keyboard.press("f");
      await tab.getByRole("grid", { name: "Sounds like clip 2" }).waitFor();
      await tab.keyboard.press("Escape");
      await onClip(tab, 2);
      assert.deepEqual(errors, []);
      await tab.context().close();
    });
  });

  test.each([
    ["that was drawn", drawn],
    ["of all that match", () => matching({ species: [OWL] })],
  ] as const)("%s shows a blind judge nothing of others", async (_name, sceneOf) => {
    const scene = sceneOf();
    scene.judgedBy(5, "Luis Mamani");
    const { tab } = await shown(scene);
    await tab.keyboard.press("b");
    await tab.getByText("name hidden").first().waitFor();
    assert.equal(await tab.locator(".tile .verdict:not(.none)").count(), 0);
    assert.equal(await tab.locator(".tile b").count(), 0);
    assert.notInclude(await tab.locator("main").innerText(), "Screech-Owl");
    await tab.keyboard.press("Home");
    await tab.keyboard.press("c");
    await tab.locator(".tile .verdict.wrong").waitFor();
    await onClip(tab, 2);
    await until(() => scene.verdicts(1).join() === "NO");
    await tab.context().close();
  });
});

describe.skipIf(executable === undefined)("all that match", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  async function opened(made: MadeCatalog, hash: string, script: Script = {}): Promise<Opened> {
    return open(browser, {
      ...{ hash, media: madeMedia, settings: { labeler: "Ana Quispe", language: "en" } },
      script: made.script({ storage: () => ({ readOnly: false }), ...script }),
    });
  }

  const ready = (tab: Tab): Promise<void> =>
    tab.locator(".tiles[aria-activedescendant]:focus").waitFor();

  test("come from Detections by a key, and are drawn from with the same filter", async () => {
    const made = new MadeCatalog(2_000);
    const samples = new MadeSamples();
    const filters = { species: ["Strix virgata"], confidence: { ge: 0.5 }, site: ["Tapir-02"] };
    const w = encodeURIComponent(JSON.stringify({ ...filters, timeOfDay: { between: [3, 6] } }));
    const { tab, calls, errors } = await opened(made, `#/detections?w=${w}`, {
      "samples/draw": (asked) => samples.draw(asked),
    });
    await tab.locator("[role=grid][aria-activedescendant]:focus").waitFor();
    await tab.keyboard.press("t");
    await ready(tab);
    await tab.getByText("These clips were not drawn by chance").first().waitFor();
    const scores = await tab.locator(".tile b").allTextContents();
    assert.deepEqual(scores, scores.toSorted().toReversed());
    await tab.keyboard.press("d");
    const dialog = tab.getByRole("dialog", { name: "Draw a sample" });
    await dialog.getByText("100 clips of 1,204 detections").first().waitFor();
    assert.deepInclude(calls.findLast(({ method }) => method === "samples/draw")?.params, {
      ...{ species: ["Strix virgata"], floor: 0.5, dryRun: true },
      where: { site: ["Tapir-02"], timeOfDay: { between: [3, 6] } },
    });
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("say what of a filter a draw cannot take", async () => {
    const made = new MadeCatalog(400);
    const where = { species: [OWL], confidence: { between: [0.3, 0.6] } };
    const { tab } = await opened(made, address(where), {
      "samples/draw": (asked) => new MadeSamples().draw(asked),
    });
    await ready(tab);
    await tab.keyboard.press("d");
    await tab.getByText(/a draw takes this in part or not at all: Score 0.30 to 0.60/).waitFor();
    await tab.context().close();
  });

  test("come in pages, and keep their places however far somebody goes", async () => {
    // Pages of 20, of which 40 are kept.
    const made = new MadeCatalog(1_000, 20);
    const { tab, calls, errors } = await opened(made, address({ verified: ["UNVERIFIED"] }));
    await ready(tab);
    const before = await tiles(tab);
    const pages = (): number => calls.filter(({ method }) => method === "query").length;
    assert.isBelow(pages(), 20);
    assert.isBelow(await tab.locator(".tile").count(), 60);
    for (const key of ["x", "c", "x"]) await tab.keyboard.press(key);
    await until(() => made.rows.filter(({ verified }) => verified !== "UNVERIFIED").length === 3);
    // So far that the first clips are let go.
    const number = tab.locator(".tile.chosen .tile-number").first();
    while (Number(await number.textContent()) < 950) await tab.keyboard.press("End");
    await tab.keyboard.press("Home");
    await onClip(tab, 1);
    assert.deepEqual(await tiles(tab), before);
    await tab.locator(".tile .verdict.right").nth(1).waitFor();
    assert.equal(await tab.locator(".tile .verdict.wrong").count(), 1);
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("are looked through for the next that waits, also beyond those that are loaded", async () => {
    const made = new MadeCatalog(3_000);
    for (const row of ordered(made.rows, ["-confidence"]).slice(0, 500)) {
      Object.assign(row, { verified: "YES", verdictBy: "Luis Mamani" });
    }
    const { tab } = await opened(made, address({}));
    await ready(tab);
    await tab.getByText("No filter: all detections").first().waitFor();
    await tab.keyboard.press("g");
    await onClip(tab, 501);
    await tab.context().close();
  });

  test("of nothing say so, and of an unknown species too", async () => {
    const made = new MadeCatalog(40);
    const { tab } = await opened(made, address({ species: [SPECIES[0][0]], site: ["Nowhere"] }));
    await tab.getByText("No detection matches").first().waitFor();
    await tab.getByRole("button", { name: "Back to Detections" }).last().press("Enter");
    await tab.waitForFunction(() => location.hash.startsWith("#/detections?w="));
    await tab.context().close();
  });
});
