import { fileURLToPath } from "node:url";
import { readFile } from "node:fs/promises";
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadeCatalog, madeMedia, SPECIES } from "./made-detections.js";
import { madeSpecies } from "./made-species.js";
import { open, type Opened, type Scripted } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

const AXE = fileURLToPath(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url));

describe.skipIf(executable === undefined)("names of species", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  /** A project of five species, whose models know 300 more; one of them is expected here. */
  async function shown(more: Scripted = {}): Promise<Opened> {
    const catalog = new MadeCatalog(1_000);
    catalog.others = [
      ...Array.from({ length: 300 }, (_, at) => ({
        ...{ species: `Avis numerus${String(at)}`, common: `Other Owl ${String(at)}` },
        expected: false,
      })),
      { species: "Lophostrix cristata", common: "Crested Owl", expected: true },
    ];
    const opened = await open(browser, {
      hash: "#/detections",
      media: madeMedia,
      ...more,
      settings: { labeler: "Ana Quispe", ...more.settings },
      script: catalog.script(more.script),
    });
    await opened.tab.waitForFunction(
      () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
    );
    return opened;
  }

  test("the picker lists those of the project first, then expected ones, and counts the rest", async () => {
    const { tab, calls, errors } = await shown();
    await tab.keyboard.press("s");
    const list = tab.getByRole("listbox");
    await list.getByRole("option").nth(99).waitFor({ state: "attached" });
    const texts = await list.getByRole("option").allInnerTexts();
    assert.lengthOf(texts, 100);
    const first = texts.slice(0, 6).map((each) => each.split("\n"));
    assert.sameMembers(
      first.slice(0, 5).map(([name]) => name),
      SPECIES.map(([, common]) => common),
    );
    assert.deepEqual(first[0]?.at(-1), "200 detections");
    assert.deepEqual(first[5], ["Crested Owl", "Lophostrix cristata"]);
    const groups = list.getByRole("group");
    assert.lengthOf(await groups.getByRole("option").all(), 100);
    for (const [name, many] of [
      ["In this project", 5],
      ["Species expected here", 1],
      ["Other species", 94],
    ] as const) {
      const group = list.getByRole("group", { name });
      assert.lengthOf(await group.getByRole("option").all(), many, name);
    }
    await tab.getByText("206 more names: type more of the name.").first().waitFor();
    const asked = calls.find(({ method }) => method === "names/search")?.params;
    assert.containsAllKeys(asked, ["recordingId"]);
    await tab.getByRole("combobox").fill("owl 299");
    await list.getByRole("option", { name: "Other Owl 299" }).waitFor();
    await tab.locator(".more-names").waitFor({ state: "detached" });
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab.getByRole("dialog").waitFor({ state: "detached" });
    const { annotations } = calls.find(({ method }) => method === "annotate")?.params as {
      annotations: { species: string }[];
    };
    assert.equal(annotations[0]?.species, "Avis numerus299");
    assert.deepEqual(errors, []);
  });

  test("a name cannot be picked that does not hold what is typed, however long the answer takes", async () => {
    const answers: (() => void)[] = [];
    const catalog = new MadeCatalog(1_000);
    const { tab, calls } = await shown({
      script: {
        ...catalog.script(),
        "names/search": async (asked) => {
          if (asked.text !== "") await new Promise<void>((resolve) => answers.push(resolve));
          return catalog.names(asked);
        },
      },
    });
    await tab.keyboard.press("s");
    const options = tab.getByRole("listbox").getByRole("option");
    await options.nth(4).waitFor();
    await tab.keyboard.type("spect");
    await options.nth(1).waitFor({ state: "detached" });
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab.getByRole("dialog").waitFor({ state: "detached" });
    const { annotations } = calls.find(({ method }) => method === "annotate")?.params as {
      annotations: { species: string }[];
    };
    assert.equal(annotations[0]?.species, "Pulsatrix perspicillata");
    for (const answer of answers) answer();
  });

  test("the picker has no serious fault of access", async () => {
    const { tab } = await shown();
    await tab.keyboard.press("s");
    await tab.getByRole("listbox").getByRole("option").first().waitFor();
    await tab.evaluate(await readFile(AXE, "utf8"));
    const faults = await tab.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; impact: string }[] }> };
      };
      const { violations } = await axe.run();
      const grave = violations.filter(({ impact }) => /serious|critical/.test(impact));
      return grave.map((each) => JSON.stringify(each).slice(0, 400));
    });
    assert.deepEqual(faults, []);
  });

  const chip = { w: JSON.stringify({ species: ["Strix virgata", "Ignota avis"] }) };
  const hash = `#/detections?${new URLSearchParams(chip).toString()}`;

  test("a filter names its species as the person has chosen, and both names where it can", async () => {
    const { tab } = await shown({ hash });
    const chips = tab.getByRole("group", { name: "Filters" });
    const text = chips.getByRole("button", { name: /^Species: / });
    await text.getByText("Mottled Owl").first().waitFor();
    assert.equal(await text.innerText(), "Species: Mottled Owl Strix virgata, Ignota avis");
    await chips
      .getByRole("button", { name: "Take away: Species: Mottled Owl, Ignota avis" })
      .waitFor();
  });

  test("a filter has the scientific name alone where the person wants that", async () => {
    const { tab, calls } = await shown({ hash, settings: { speciesLanguage: "scientific" } });
    const text = tab.getByRole("button", { name: /^Species: / });
    while (!calls.some(({ params }) => (params as { select?: string }).select === "species")) {
      await tab.waitForTimeout(20);
    }
    assert.equal(await text.innerText(), "Species: Strix virgata, Ignota avis");
  });

  test("Spanish names stand where they are kept, and English ones where not", async () => {
    const { tab, emit } = await shown({
      hash,
      settings: { speciesLanguage: "es" },
      script: {
        "names/search": ({ languages }) => {
          const spoken = { species: "Strix virgata", names: { es: "Cárabo Café" } };
          const facts = { code: null, models: [], inCatalog: true, detections: 1, expected: false };
          assert.deepEqual(languages, ["es"]);
          return {
            ...{ names: [{ ...spoken, ...facts, common: "Mottled Owl" }], total: 1 },
            ...{ languages: ["es"], notes: [] },
          };
        },
      },
    });
    await emit("state", { state: "ready", project: 1 });
    await tab.getByRole("button", { name: /^Species: Cárabo Café Strix virgata, / }).waitFor();
  });

  test("a filter of species is found by a common name, and says what is not listed", async () => {
    const names = Array.from({ length: 50 }, (_, at) => ({
      ...{ species: `Avis numerus${String(at)}`, common: `Owl ${String(at)}`, code: null },
      ...{ models: [], inCatalog: true, detections: 1, expected: false },
    }));
    const { tab, calls } = await shown({
      script: { "names/search": () => ({ names, total: 61, notes: [] }) },
    });
    await tab.getByRole("button", { name: "Add a filter" }).click();
    await tab.getByRole("menuitem", { name: "Species" }).click();
    await tab.getByRole("textbox", { name: "Find" }).fill("owl");
    await tab.getByText("11 more names: type more of the name.").first().waitFor();
    await tab.waitForFunction(() => document.activeElement?.matches("input") === true);
    const asked = calls.filter(({ method }) => method === "names/search").at(-1)?.params;
    assert.deepEqual(asked, { text: "owl", limit: 50, inCatalog: true });
    await tab.locator("label").filter({ hasText: "Owl 49" }).click();
    await tab.waitForFunction(() => decodeURIComponent(location.hash).includes("Avis+numerus49"));
    await tab.getByRole("textbox", { name: "Find" }).press("Escape");
    await tab.getByRole("textbox", { name: "Find" }).waitFor({ state: "detached" });
  });
});

describe.skipIf(executable === undefined)("the page of a species", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("a species is only in labels where a label names it", async () => {
    const catalog = new MadeCatalog(20);
    const name = (species: string): object => ({
      ...{ species, common: null, code: null, models: [], inCatalog: true, detections: 0 },
      expected: false,
    });
    const query = (asked: QueryRequest): unknown => {
      const answer = catalog.query({ ...asked, select: "sites" });
      const isOfLabels = asked.select === "counts" && asked.of === "labels";
      return { ...answer, rows: isOfLabels ? [{ species: "Avis dicta", labels: 3 }] : [] };
    };
    const names = ["Avis dicta", "Avis tacita"].map(name);
    const { tab } = await open(browser, {
      hash: "#/species",
      script: catalog.script({ query, "names/search": () => ({ names, total: 2, notes: [] }) }),
    });
    await tab.getByRole("row", { name: "Avis dicta only in labels" }).waitFor();
    await tab.getByRole("row", { name: "Avis tacita 0", exact: true }).waitFor();
  });

  test("a number of a site opens that site alone, though another has its name", async () => {
    const catalog = new MadeCatalog(200);
    const usual = madeSpecies(catalog);
    const row = (siteId: number, detections: number): object => ({
      ...{ siteId, site: "North", detections, confirmed: 1 },
      ...{ hoursRecorded: 5, hoursAnalysed: 4 },
    });
    const query = (asked: QueryRequest): unknown => {
      const answer = (rows: object[]): unknown => ({
        ...usual({ ...asked, select: "sites" }),
        rows,
      });
      if (asked.select === "sites") {
        const of = { site: "North", latitude: null, longitude: null };
        return answer([
          { ...of, siteId: 1, survey: null },
          { ...of, siteId: 2, survey: "2027" },
        ]);
      }
      const isBySite = asked.select === "counts" && JSON.stringify(asked.by) === '["site"]';
      const long = { ...row(3, 0), site: "Quebrada".repeat(40) };
      return isBySite ? answer([row(1, 7), row(2, 23), long]) : usual(asked);
    };
    const { tab } = await open(browser, {
      hash: "#/species?s=Strix+virgata",
      media: madeMedia,
      script: catalog.script({ query }),
    });
    const sites = tab.getByRole("region", { name: "Sites" });
    const first = sites.getByRole("row", { name: /^North \(no survey\)/ });
    const link = first.getByRole("link", { name: "7", exact: true });
    const other = sites
      .getByRole("row", { name: /^North \(2027\)/ })
      .getByRole("link")
      .first();
    const whereOf = async (of: typeof link): Promise<unknown> =>
      JSON.parse(
        new URLSearchParams((await of.getAttribute("href"))?.split("?")[1]).get("w") ?? "null",
      );
    // A long name takes lines, and leaves the other columns in sight.
    const last = await sites.getByRole("columnheader", { name: "Per hour" }).boundingBox();
    assert.isAtMost((last?.x ?? Infinity) + (last?.width ?? 0), 1280);
    const species = ["Strix virgata"];
    assert.deepEqual(await whereOf(link), { species, site: ["North"], survey: [null] });
    assert.deepEqual(await whereOf(other), { species, site: ["North"], survey: ["2027"] });
  });
});
