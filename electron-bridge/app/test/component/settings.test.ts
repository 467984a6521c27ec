import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { SETTINGS_SCRIPT } from "./settings-script.js";
import { firstCall, open, type Opened, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

describe.skipIf(executable === undefined)("the page Settings", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  async function settings(section: string, more: Scripted = {}): Promise<Opened> {
    const opened = await open(browser, { hash: `#/settings?section=${section}`, ...more });
    await opened.emit("state", { state: "ready", project: 1 });
    return opened;
  }

  test("keeps each change at once, by the keyboard alone", async () => {
    const { tab, settings: kept, errors } = await settings("you");
    await tab.getByRole("tab", { name: "You" }).focus();
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("ArrowDown");
    await tab.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    await until(() => kept.theme === "dark");
    await tab.getByRole("tab", { name: "You" }).click();
    await tab.getByRole("textbox", { name: "Your name" }).fill("Ana Quispe");
    await until(() => kept.labeler === "Ana Quispe");
    assert.deepEqual(errors, []);
  });

  test("says that no Spanish names are kept, takes them from a file, and shows them", async () => {
    let isKept = false;
    const { tab, calls } = await settings("languages", {
      picked: [{ path: "/home/ana/es.txt", name: "es.txt", isFolder: false }],
      script: {
        ...SETTINGS_SCRIPT,
        "names/search": () => ({
          ...{ names: [], total: 0, languages: isKept ? ["es"] : [] },
          notes: isKept
            ? []
            : [
                {
                  ...{ kind: "withoutLanguage", count: 1, examples: ["es"] },
                  ...{ what: null, hint: null, message: "", changesResults: false },
                } as never,
              ],
        }),
        "names/add": ({ language }) => {
          isKept = true;
          return { language, names: 6522, known: 6500 };
        },
      },
    });
    await tab.getByText("Spanish names", { exact: true }).click();
    await tab
      .getByText("No Spanish names are kept here yet, so the English ones stand.")
      .first()
      .waitFor();
    await tab.getByRole("button", { name: "Add Spanish names…" }).click();
    await tab.locator(".toast", { hasText: "6,522 Spanish names are kept now." }).waitFor();
    await tab.getByRole("button", { name: "Add Spanish names…" }).waitFor({ state: "detached" });
    assert.deepEqual(await firstCall(calls, "names/add"), {
      ...{ language: "es", path: "/home/ana/es.txt" },
    });
  });

  test("finds a setting of any section by a word, and Esc brings the sections back", async () => {
    const { tab } = await settings("you", { settings: { language: "es" } });
    await tab.getByRole("tab", { name: "Usted" }).focus();
    await tab.keyboard.press("/");
    await tab.keyboard.type("LIMITADOR decibelios");
    await tab.getByRole("heading", { name: "Ganancia" }).waitFor();
    assert.equal(await tab.locator(".setting").count(), 1);
    await tab.keyboard.press("Escape");
    await tab.getByRole("tab", { name: "Usted" }).waitFor();
    await tab.keyboard.type("xyzzy");
    await tab.getByText("Ningún ajuste tiene estas palabras").first().waitFor();
  });

  test("takes the next key that is pressed; a key that is in use is swapped or left", async () => {
    const { tab, settings: kept } = await settings("keys");
    const row = tab.getByRole("button", { name: "Change the key of “Pause the run, or go on”" });
    await row.click();
    const dialog = tab.getByRole("dialog", { name: "Key for “Pause the run, or go on”" });
    await dialog.getByRole("textbox").waitFor();
    await tab.keyboard.press("Control+w");
    await dialog.getByText("Ctrl+W is a key of the system").first().waitFor();
    await tab.keyboard.press("e");
    await dialog.getByText("E already gives “Show the files with errors”.").first().waitFor();
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.deepEqual(kept.keys, {});
    await tab.waitForFunction(() => document.activeElement?.tagName === "BUTTON");
    await tab.keyboard.press("Enter");
    await dialog.getByRole("textbox").waitFor();
    await tab.keyboard.press("e");
    await dialog.getByRole("button", { name: "Swap the keys" }).waitFor();
    await tab.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await until(() => Object.keys(kept.keys).length === 2);
    assert.deepEqual(kept.keys, { "run.pause": ["e"], "run.errors": ["p"] });
    await tab.waitForFunction(() => document.activeElement?.tagName === "BUTTON");
    await tab.getByRole("button", { name: "Put back all keys" }).click();
    await until(() => Object.keys(kept.keys).length === 0);
  });

  test("shows what a file would change and what is left out, takes it, and takes it back", async () => {
    const { tab, settings: kept } = await settings("copy", {
      copy: {
        ok: true,
        value: {
          name: "lab.json",
          settings: {
            ...{ theme: "dark", barWide: true, profile: "pyrenote" },
            keys: { "run.pause": ["k"], "run.preset": ["k"], "run.fly": ["y"] },
          },
          unknown: ["wings"],
        },
      },
    });
    await tab.getByRole("button", { name: "Import…" }).press("Enter");
    const dialog = tab.getByRole("dialog", { name: "Import lab.json" });
    await dialog.getByRole("row", { name: "Theme As the computer Dark" }).waitFor();
    await dialog.getByRole("row", { name: "Set of keys Linnet Pyrenote" }).waitFor();
    await dialog.getByRole("row", { name: "Pause the run, or go on P K" }).waitFor();
    await dialog.getByRole("row", { name: "Choose the row below ↓ ↓ → S D Tab" }).waitFor();
    assert.equal(await dialog.getByText("Left bar with names").count(), 0);
    for (const text of [
      "K stands for “Pause the run, or go on” and for “Choose a job”. The first one keeps it.",
      "This version of Linnet has no “run.fly”.",
      "This version of Linnet has no “wings”.",
    ]) {
      await dialog.getByText(text).first().waitFor();
    }
    assert.equal(kept.theme, "system");
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.deepEqual(kept.keys, {});
    await tab.waitForFunction(() => document.activeElement?.textContent === "Import…");
    await tab.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Take these settings" }).waitFor();
    await tab.keyboard.press("Enter");
    const undo = tab.getByRole("button", { name: "Undo", exact: true });
    await tab.getByText("The settings of lab.json act now.").first().waitFor();
    await until(() => kept.theme === "dark");
    assert.deepEqual(kept.keys, { "run.pause": ["k"], "run.preset": [] });
    assert.equal(kept.profile, "pyrenote");
    await undo.click();
    await until(() => kept.theme === "system");
    assert.deepEqual([kept.keys, kept.profile], [{}, "linnet"]);
  });

  test("says why a file of settings is refused, and where one was written", async () => {
    const message = '"verify.json" is no file of Linnet\'s settings.';
    const { tab } = await settings("copy", {
      copy: { ok: false, error: { code: -32030, kind: "NotAllowed", message } },
    });
    await tab.getByRole("button", { name: "Import…" }).click();
    await tab.getByRole("alert").getByText(message).first().waitFor();
    await tab.getByRole("button", { name: "Export…" }).click();
    await tab.getByText("The settings are written:").first().waitFor();
    await tab.getByRole("alert").waitFor({ state: "detached" });
  });

  test("takes back one change after the other by Ctrl+Z; in a field it is the text's", async () => {
    const { tab, settings: kept } = await settings("look");
    await tab.getByText("Dark", { exact: true }).click();
    await tab.getByText("Viridis").click();
    await tab.keyboard.press("Control+b");
    await until(() => kept.theme === "dark" && kept.colours === "viridis" && !kept.barWide);
    await tab.keyboard.press("Control+z");
    await until(() => kept.barWide);
    await tab.getByRole("button", { name: "Undo Ctrl+Z" }).click();
    await until(() => kept.colours === "theme");
    await tab.keyboard.press("Control+z");
    await until(() => kept.theme === "system");
    await tab.getByRole("tab", { name: "You" }).click();
    const field = tab.getByRole("textbox", { name: "Your name" });
    // As a quick hand types, quicker than main answers.
    await field.fill("Ana");
    await field.pressSequentially(" Quispe");
    await until(() => kept.labeler === "Ana Quispe");
    await tab.getByRole("button", { name: "Undo Ctrl+Z" }).click();
    await until(() => kept.labeler === "");
    assert.equal(await field.inputValue(), "");
  });

  test.each(["run", "detections", "models", "settings", "first-run"])(
    "says on the page %s, once, that a broken settings file was put aside",
    async (page) => {
      const { tab } = await open(browser, {
        hash: `#/${page}`,
        info: { settingsTrouble: "The settings could not be read. The old file is a.broken." },
      });
      const banner = tab.locator(".banner");
      const said = banner.getByText("The old file is a.broken.");
      await said.waitFor();
      assert.equal(await said.count(), 1);
      await banner.getByRole("button", { name: "Close" }).click();
      await said.waitFor({ state: "detached" });
      await tab.waitForFunction(() => document.activeElement !== document.body);
      const [next, title] = page === "settings" ? ["run", "Run"] : ["settings", "Settings"];
      await tab.evaluate((hash) => {
        location.hash = hash;
      }, `#/${next}`);
      await tab.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
      assert.equal(await said.count(), 0);
      await tab.context().close();
    },
  );

  test("says in main's words alone that a setting could not be stored", async () => {
    const { tab } = await settings("look", { unkept: "No se pudo guardar la configuración." });
    await tab.keyboard.press("Shift+T");
    await tab.getByText("No se pudo guardar la configuración.", { exact: true }).first().waitFor();
    await tab.context().close();
  });

  test("gives the page to an engine that failed, and starts it again", async () => {
    const { tab, emit, asked } = await open(browser, { hash: "#/models" });
    const crash = { code: 0, kind: "Crashed", message: "The engine ended." };
    await emit("state", { state: "failed", project: 1, error: crash, stderr: [] });
    await tab.getByRole("heading", { name: "The engine could not be started" }).waitFor();
    const message = "The project's file is not there.";
    const error = { code: 1, kind: "CatalogUnavailable", message, hint: "Plug in its drive." };
    await emit("state", { state: "failed", project: 1, error, stderr: ["no such file"] });
    await tab.getByRole("heading", { name: "The project could not be opened" }).waitFor();
    for (const text of [message, "Plug in its drive.", "no such file", "/home/ana/Linnet/"]) {
      await tab.getByText(text).first().waitFor();
    }
    await tab.keyboard.press("Enter");
    await until(() => asked.some(({ name }) => name === "openProject"));
    const path = "/home/ana/Linnet/linnet.sqlite";
    assert.deepInclude(asked, { name: "openProject", values: [path] });
    await tab.keyboard.press("Control+,");
    await tab.getByRole("tab", { name: "Engine" }).click();
    await tab.getByText("Engine failed").first().waitFor();
    await tab.getByRole("button", { name: "Start again" }).waitFor();
  });
});
