import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { FolderSummary, ModelRow } from "@linnet/electron-bridge/generated/contract.js";
import { executable, launch } from "../chromium.js";
import { BIRDNET } from "./models-list.js";
import { open, paste, Refusal, type Script, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

const AXE = fileURLToPath(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url));
const CARD = { path: "/media/ana/CARD7", name: "CARD7", isFolder: true };

const FOLDER: FolderSummary = {
  path: "/media/ana/CARD7/DATA",
  example: null,
  leftOut: false,
  clockFirst: "2026-03-12T05:00:00-05:00",
  namedRecorder: null,
  files: 1204,
  known: 0,
  seconds: 1_083_600,
  sampleRate: 48_000,
  recorder: "AudioMoth",
  serial: "24F319055FDF2205",
  first: "2026-03-12T05:00:00-05:00",
  last: "2026-03-19T18:00:00-05:00",
  latitude: null,
  longitude: null,
  timezones: [],
  site: "DATA",
  survey: "CARD7",
  rmsDb: -41,
  clipped: 0,
  trouble: [],
};

const MODEL: ModelRow = { ...BIRDNET, downloadBytes: 65_000_000 };

/** A look that finds one folder, unless told otherwise. */
function engine(some: Script = {}): Script {
  return {
    "recordings/import": () => looked([FOLDER]),
    "models/list": () => ({ models: [MODEL], notes: [] }),
    "places/set": () => ({ siteIds: [1], deploymentIds: [31], notes: [] }),
    "jobs.start": () => ({ id: 7 }),
    ...some,
  };
}

function looked(folders: FolderSummary[], errors: object[] = []): object {
  return { recordings: [], added: 0, known: 0, deployments: 0, folders, proposals: [], errors };
}

describe.skipIf(executable === undefined)("the first run", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  const begin = (more: Scripted = {}): ReturnType<typeof open> =>
    open(browser, {
      hash: "#/first-run",
      settings: { begun: false, ...more.settings },
      picked: [CARD],
      ...more,
      script: engine(more.script),
    });

  /** Choose the folder by the key alone. */
  const choose = async (tab: Tab): Promise<void> => {
    await tab.getByRole("button", { name: /^(Choose a folder|Elegir una carpeta)/ }).waitFor();
    await tab.keyboard.press("Enter");
    await tab
      .getByText(/1[,.]?204/)
      .first()
      .waitFor();
  };

  test("looks before it imports, and says what a folder holds", async () => {
    const { tab, calls } = await begin();
    await choose(tab);
    const row = tab.getByRole("list", { name: "Found recordings" }).getByRole("listitem");
    const text = (await row.textContent()) ?? "";
    for (const each of ["CARD7/DATA", "1,204 files", "301 hr", "48 kHz", "Mar 12, 2026", "24F3"]) {
      assert.include(text, each);
    }
    await tab.getByRole("img", { name: "Loudness: -41 dB" }).waitFor();
    const [look] = calls.filter(({ method }) => method === "recordings/import");
    assert.deepEqual(look?.params, { inputs: [CARD.path], dryRun: true, levels: true });
    assert.notInclude(
      calls.map(({ method }) => method),
      "jobs.start",
    );
  });

  test("lists each file that cannot be read, and goes on with the others", async () => {
    const bad = {
      path: `${FOLDER.path}/BAD.WAV`,
      code: 0,
      kind: "UnreadableAudio",
      message: "No.",
    };
    const trouble = [
      {
        kind: "unreadable",
        count: 1,
        message: "",
        examples: [],
        hint: "",
        changesResults: true,
        fixes: [],
      },
    ] as FolderSummary["trouble"];
    const { tab } = await begin({
      script: { "recordings/import": () => looked([{ ...FOLDER, trouble }], [bad]) },
    });
    await choose(tab);
    await tab.getByText("1 file cannot be read. Linnet imports the others.").click();
    await tab.getByText(bad.path).first().waitFor();
    assert.isTrue(await tab.getByRole("button", { name: /^Next/ }).isEnabled());
  });

  test("goes nowhere where no file can be read, and says why", async () => {
    const trouble = [
      {
        kind: "unreadable",
        count: 2,
        message: "",
        examples: [],
        hint: "",
        changesResults: true,
        fixes: [],
      },
    ] as FolderSummary["trouble"];
    const bad = { path: "/a.wav", code: 0, kind: "UnreadableAudio", message: "No." };
    const { tab } = await begin({
      script: { "recordings/import": () => looked([{ ...FOLDER, files: 2, trouble }], [bad]) },
    });
    await tab.getByRole("button", { name: /^Choose a folder/ }).click();
    await tab.getByText("None of these files can be read.").first().waitFor();
    assert.isTrue(await tab.getByRole("button", { name: /^Next/ }).isDisabled());
    await tab.getByText("Nothing can be read so far.").first().waitFor();
  });

  test("shows a look that failed, and tries it again", async () => {
    let times = 0;
    const { tab } = await begin({
      script: {
        "recordings/import": () => {
          if (++times === 1) throw new Refusal("StorageFull", "The disk is full.");
          return looked([FOLDER]);
        },
      },
    });
    await tab.getByRole("button", { name: /^Choose a folder/ }).click();
    await tab.getByText("The disk is full.").first().waitFor();
    await tab.getByRole("button", { name: "Try again" }).click();
    await tab.getByText("1,204 recordings are ready.").first().waitFor();
  });

  test("takes typed coordinates with a decimal comma, in Spanish, by keyboard alone", async () => {
    const { tab, calls } = await begin({ settings: { language: "es" } });
    await choose(tab);
    await tab.keyboard.press("Enter");
    await tab.getByRole("textbox", { name: "Latitud" }).waitFor();
    await tab.keyboard.type("-12,5341");
    await tab.keyboard.press("Tab");
    await tab.keyboard.type("270");
    await tab.getByText("Hace falta un número de −180 a 180.").first().waitFor();
    await tab.keyboard.press("Control+a");
    await tab.keyboard.type("70,0981 O");
    await tab.getByText("12,534° sur, 70,098° oeste").first().waitFor();
    await tab.keyboard.press("Enter");
    await tab.getByRole("heading", { name: "¿Qué modelo debe escuchar?" }).waitFor();
    const of = (name: string): unknown => calls.find(({ method }) => method === name)?.params;
    assert.deepEqual(of("places/set"), {
      sites: [{ site: "CARD7", latitude: -12.5341, longitude: -70.0981 }],
      deployments: [{ site: "CARD7" }],
      folders: [],
    });
    const [job] = of("jobs.start") as [{ kind: string; params: unknown }];
    assert.equal(job.kind, "import");
    assert.deepEqual(job.params, { inputs: [CARD.path], deploymentId: 31 });
  });

  test("takes a pair that is pasted into either field, and leaves what is none as it is", async () => {
    const { tab } = await begin();
    await choose(tab);
    await tab.keyboard.press("Enter");
    const latitude = tab.getByRole("textbox", { name: "Latitude" });
    const longitude = tab.getByRole("textbox", { name: "Longitude" });
    await latitude.waitFor();
    await paste(tab, "32.7157, -117.1611");
    assert.equal(await latitude.inputValue(), "32.7157");
    assert.equal(await longitude.inputValue(), "-117.1611");
    await longitude.focus();
    await paste(tab, `12°32'03"S 70°05'53"W`);
    await tab.getByText("12.534° south, 70.098° west").first().waitFor();
    assert.equal(await latitude.inputValue(), `12°32'03"S`);
    await longitude.fill("");
    await paste(tab, "Los Amigos 32");
    assert.equal(await longitude.inputValue(), "Los Amigos 32");
    assert.equal(await latitude.inputValue(), `12°32'03"S`);
  });

  test("keeps what was chosen while another page is shown, and leads back to it", async () => {
    const opened = await begin();
    const { tab, calls } = opened;
    await choose(tab);
    await tab.getByLabel("You are").fill("Ana Quispe");
    await tab.getByRole("button", { name: /^Next/ }).press("Enter");
    await tab.getByRole("textbox", { name: "Latitude" }).fill("-12.5");
    await tab.getByRole("textbox", { name: "Longitude" }).fill("-70.1");
    await tab.keyboard.press("Alt+3");
    await tab.waitForFunction(() => location.hash === "#/detections");
    await tab.getByText("What you chose there is kept.").first().waitFor();
    await tab.getByRole("button", { name: "Go on with them" }).press("Enter");
    await tab.getByRole("list", { name: "Chosen folders" }).getByText("CARD7").first().waitFor();
    await tab.getByText("1,204 recordings are ready.").first().waitFor();
    await tab.getByRole("button", { name: /^Next/ }).press("Enter");
    await tab.getByText("12.5° south, 70.1° west").first().waitFor();
    await tab.getByRole("button", { name: /^Next/ }).press("Enter");
    await tab.getByRole("heading", { name: "Which model shall listen?" }).waitFor();
    const imports = (): number => calls.filter(({ method }) => method === "jobs.start").length;
    assert.equal(imports(), 1);
    // Nothing is imported twice, whichever way the person comes by.
    await tab.keyboard.press("Alt+3");
    await tab.getByRole("button", { name: "Go on with them" }).press("Enter");
    await tab.getByText("1,204 recordings are ready.").first().waitFor();
    await tab.getByRole("button", { name: /^Next/ }).press("Enter");
    await tab.getByText("12.5° south, 70.1° west").first().waitFor();
    await tab.getByRole("button", { name: /^Next/ }).press("Enter");
    await tab.getByRole("button", { name: "Skip" }).press("Enter");
    await tab.waitForFunction(() => location.hash === "#/run");
    assert.equal(imports(), 1);
    await tab.getByRole("navigation").first().waitFor();
    await tab.getByText("What you chose there is kept.").first().waitFor({ state: "detached" });
    assert.equal(opened.settings.labeler, "Ana Quispe");
  });

  test("keeps a name that is still being typed when another page is shown", async () => {
    const opened = await begin();
    const { tab } = opened;
    await tab.getByLabel("You are").fill("Ana Quispe");
    await tab.keyboard.press("Alt+3");
    await tab.waitForFunction(() => location.hash === "#/detections");
    await until(() => opened.settings.labeler === "Ana Quispe");
  });

  test("another project begins with nothing chosen", async () => {
    const recent = [{ path: "/home/ana/Manu.sqlite", name: "Manu" }];
    const { tab } = await begin({ info: { recent } });
    await choose(tab);
    await tab.keyboard.press("Alt+3");
    await tab.getByText("What you chose there is kept.").first().waitFor();
    await tab.getByRole("button", { name: "Project linnet; open another" }).press("Enter");
    await tab.getByRole("menuitem", { name: "Manu" }).press("Enter");
    await tab.getByText("What you chose there is kept.").first().waitFor({ state: "detached" });
  });

  test("stays at the place until it is whole, and goes on without one if asked", async () => {
    const { tab, calls } = await begin();
    await choose(tab);
    await tab.keyboard.press("Enter");
    await tab.getByRole("textbox", { name: "Latitude" }).fill("91");
    await tab.keyboard.press("Enter");
    await tab.getByText("A number from −90 to 90 is needed.").first().waitFor();
    await tab.locator("label").filter({ hasText: "No place" }).click();
    await tab.getByRole("button", { name: /^Next/ }).press("Enter");
    await tab.getByRole("heading", { name: "Which model shall listen?" }).waitFor();
    assert.notInclude(
      calls.map(({ method }) => method),
      "places/set",
    );
  });

  test("sets a proposed time zone only if the person takes it, and says what is odd", async () => {
    const told = { ...FOLDER, latitude: -12.5, longitude: -70, timezones: ["America/Lima"] };
    const { tab, calls } = await begin({
      script: {
        "recordings/import": () => looked([told]),
        "places/set": () => ({
          ...{ siteIds: [], deploymentIds: [] },
          notes: [{ kind: "zoneFar", count: 1, message: "", examples: [], hint: "" }],
        }),
      },
    });
    await choose(tab);
    await tab.keyboard.press("Enter");
    await tab.getByText("1,204 of 1,204 recordings have coordinates.").first().waitFor();
    const zone = tab.getByRole("checkbox", { name: "America/Lima for CARD7" });
    assert.isFalse(await zone.isChecked());
    await zone.press("Space");
    const far = tab
      .getByText("1 site has a time zone that is far from its longitude.")
      .first()
      .waitFor();
    await tab.getByRole("button", { name: /^Next/ }).press("Enter");
    await far;
    await tab.getByRole("heading", { name: "Which model shall listen?" }).waitFor();
    assert.deepEqual(calls.find(({ method }) => method === "places/set")?.params, {
      sites: [],
      deployments: [],
      folders: [{ folder: CARD.path, timezone: "America/Lima" }],
    });
  });

  test("passes over the model's screen where one is there, and says so", async () => {
    const there = { ...MODEL, installed: true, active: true };
    const opened = await begin({
      script: { "models/list": () => ({ models: [there], notes: [] }) },
    });
    const { tab } = opened;
    await choose(tab);
    await tab.keyboard.press("Enter");
    // The toast goes after some seconds, so it is awaited before the key that brings it.
    const said = tab.getByText("BirdNET v2.4 is installed already").first().waitFor();
    await tab.getByRole("button", { name: "Skip" }).press("Enter");
    await tab.waitForFunction(() => location.hash === "#/run");
    await said;
    assert.isTrue(opened.settings.begun);
  });

  test("wants the licence read, and puts the folder first where there is no network", async () => {
    const { tab, calls } = await begin();
    await tab.context().setOffline(true);
    await tab.getByRole("button", { name: "Skip" }).press("Enter");
    await tab.getByRole("button", { name: "Install BirdNET v2.4" }).waitFor();
    await tab.keyboard.press("1");
    const dialog = tab.getByRole("dialog", { name: "Install BirdNET v2.4" });
    await dialog.getByText("There is no network now.").first().waitFor();
    const folder = dialog.getByRole("button", { name: /^From a folder/ });
    assert.include((await folder.getAttribute("class")) ?? "", "primary");
    assert.isTrue(await folder.isDisabled());
    await dialog.getByRole("checkbox").press("Space");
    await folder.press("Enter");
    await dialog.waitFor({ state: "detached" });
    const [job] = calls.find(({ method }) => method === "jobs.start")?.params as [object];
    assert.deepEqual(job, {
      kind: "install",
      title: "BirdNET v2.4",
      method: "models/install",
      params: { name: "birdnet-v2.4", source: CARD.path },
    });
  });

  test("is left by Skip on each screen, and gone back by Esc", async () => {
    const opened = await begin();
    const { tab } = opened;
    await choose(tab);
    await tab.keyboard.press("Enter");
    await tab.locator("label").filter({ hasText: "No place" }).click();
    await tab.keyboard.press("Escape");
    await tab.getByRole("list", { name: "Found recordings" }).waitFor();
    await tab.getByRole("button", { name: "Skip" }).press("Enter");
    await tab.getByRole("heading", { name: "Which model shall listen?" }).waitFor();
    await tab.getByRole("button", { name: "Skip" }).press("Enter");
    await tab.waitForFunction(() => location.hash === "#/run");
    assert.isTrue(opened.settings.begun);
  });

  test("keeps the name of the person, and the language", async () => {
    const opened = await begin();
    const { tab } = opened;
    await tab.getByLabel("You are").fill("Ana Quispe");
    await tab.getByRole("button", { name: /Language/ }).press("Enter");
    await tab.getByRole("option", { name: "Español" }).press("Enter");
    await tab.getByText("Suelte aquí una tarjeta").first().waitFor();
    assert.equal(opened.settings.labeler, "Ana Quispe");
    assert.equal(opened.settings.language, "es");
  });

  test("says that the engine could not be started", async () => {
    const { tab, emit } = await begin();
    await tab.getByRole("button", { name: /^Choose a folder/ }).waitFor();
    await emit("state", { state: "failed", project: 1 });
    await tab.getByText("The engine could not be started.").first().waitFor();
  });

  for (const theme of ["light", "dark"] as const) {
    test(`has no serious fault of access, ${theme}`, async () => {
      const { tab } = await begin({ settings: { theme } });
      const axe = await readFile(AXE, "utf8");
      const faults = async (): Promise<string[]> => {
        await tab.evaluate(axe);
        return tab.evaluate(async () => {
          const { axe } = window as unknown as {
            axe: { run: () => Promise<{ violations: { id: string; impact: string }[] }> };
          };
          const { violations } = await axe.run();
          const grave = violations.filter(({ impact }) => /serious|critical/.test(impact));
          return grave.map((each) => JSON.stringify(each).slice(0, 400));
        });
      };
      await tab.getByRole("button", { name: /^Choose a folder/ }).waitFor();
      assert.deepEqual(await faults(), [], "empty");
      await choose(tab);
      assert.deepEqual(await faults(), [], "recordings");
      await tab.keyboard.press("Enter");
      await tab.getByRole("textbox", { name: "Latitude" }).waitFor();
      assert.deepEqual(await faults(), [], "place");
      await tab.getByRole("button", { name: "Skip" }).press("Enter");
      await tab.getByRole("button", { name: "Install BirdNET v2.4" }).waitFor();
      assert.deepEqual(await faults(), [], "model");
    });
  }
});

describe.skipIf(executable === undefined)("the menu of projects", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("opens a recent project by the keys, and says in words why one was not opened", async () => {
    const recent = [{ path: "/home/ana/Manu.sqlite", name: "Manu" }];
    const message = "A newer version of Linnet made this project.";
    const { tab, asked } = await open(browser, {
      info: { recent },
      opens: () => {
        throw new Refusal("CatalogUnavailable", message, { hint: "Install the newer version." });
      },
    });
    await tab.getByRole("button", { name: "Project linnet; open another" }).press("Enter");
    await tab.getByRole("menuitem", { name: "Manu" }).press("Enter");
    const dialog = tab.getByRole("dialog", { name: "The project was not opened" });
    await dialog.getByText(message).first().waitFor();
    await dialog.getByText("Install the newer version.").first().waitFor();
    await dialog.getByText("linnet stays open.").first().waitFor();
    assert.deepEqual(asked.find(({ name }) => name === "openProject")?.values, [
      "/home/ana/Manu.sqlite",
    ]);
  });
});
