/** Whose a key is: a text field's, a dialog's, a widget's, the page's or the app's. */
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadeCatalog, madeMedia, ordered } from "./made-detections.js";
import { engine } from "./run-script.js";
import { open, type Opened, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: keys are not tested.");

const focused = (tab: Tab): Promise<string> =>
  tab.evaluate(() => {
    const { activeElement: at } = document;
    return at?.getAttribute("role") ?? at?.tagName ?? "";
  });

const places = (tab: Tab): Promise<string> => tab.evaluate(() => location.hash.split("?")[0] ?? "");

describe.skipIf(executable === undefined)("a key", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  async function detections(more: Scripted = {}, catalog = new MadeCatalog()): Promise<Opened> {
    const opened = await open(browser, {
      hash: "#/detections",
      media: madeMedia,
      ...more,
      script: catalog.script(more.script),
    });
    await opened.tab.waitForFunction(
      () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
    );
    return opened;
  }

  const run = (more: Scripted = {}): Promise<Opened> =>
    open(browser, { script: engine(), ...more });

  const waitRow = (tab: Tab, id: number | undefined): Promise<unknown> =>
    tab.waitForFunction(
      (wanted) => document.querySelector(`[aria-activedescendant="${wanted}"]`) !== null,
      `detection-${String(id)}`,
    );

  const verdicts = ({ calls }: Opened): number =>
    calls.filter(({ method }) => method === "annotate").length;

  test("of a text field is the field's; Esc gives the keys back to the page", async () => {
    const opened = await detections();
    const { tab } = opened;
    await tab.keyboard.press("/");
    await tab.keyboard.type("xcv s/");
    for (const key of ["ArrowLeft", "Home", "Backspace", "Control+a", "Control+z"]) {
      await tab.keyboard.press(key);
    }
    assert.equal(await focused(tab), "INPUT");
    assert.equal(verdicts(opened), 0);
    assert.equal(await tab.getByRole("dialog").count(), 0);
    await tab.keyboard.press("Escape");
    await tab.keyboard.press("Escape");
    await tab.waitForFunction(() => document.activeElement?.role === "grid");
    await tab.keyboard.press("x");
    await until(() => verdicts(opened) === 1);
  });

  test("of a field on a page of forms: Esc leaves it, and Tab goes on from there", async () => {
    const { tab } = await run();
    const field = tab.getByRole("textbox", { name: "Threshold" });
    await field.focus();
    await tab.keyboard.press("j");
    assert.equal(await tab.getByRole("listbox").count(), 0);
    await tab.keyboard.press("Escape");
    assert.notInclude(["INPUT", "BODY"], await focused(tab));
    await tab.keyboard.press("j");
    await tab.getByRole("listbox").waitFor();
    await tab.keyboard.press("Escape");
    await field.focus();
    await tab.keyboard.press("Escape");
    await tab.keyboard.press("Tab");
    await tab.waitForFunction(() => document.activeElement?.tagName === "INPUT");
  });

  test("of a page or the app does nothing under a dialog, wherever the focus is", async () => {
    const opened = await detections();
    const { tab } = opened;
    await tab.keyboard.press("Shift+?");
    const dialog = tab.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    for (const key of ["x", "c", "ArrowDown", "Alt+2", "F6", "Control+b", "Shift+?"]) {
      await tab.keyboard.press(key);
    }
    await tab.evaluate(() => {
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "x", bubbles: true }));
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "2", altKey: true }));
    });
    assert.equal(verdicts(opened), 0);
    assert.equal(await places(tab), "#/detections");
    assert.equal(await tab.getByRole("dialog").count(), 1);
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await tab.waitForFunction(() => document.activeElement?.role === "grid");
    await tab.keyboard.press("x");
    await until(() => verdicts(opened) === 1);
  });

  test("of a widget goes before the page's, and the page's before the app's", async () => {
    const catalog = new MadeCatalog();
    const [, two, three] = ordered(catalog.rows, ["-confidence"]);
    const keys = { "grid.down": ["x"], "detections.search": ["$mod+b"] };
    const opened = await detections({ settings: { keys } }, catalog);
    const { tab } = opened;
    await tab.keyboard.press("x");
    await waitRow(tab, two?.detectionId);
    assert.equal(verdicts(opened), 0);
    await tab.keyboard.press("Control+b");
    assert.equal(await focused(tab), "INPUT");
    assert.equal(await tab.locator(".side-bar.wide").count(), 1);
    await tab.keyboard.press("Escape");
    await tab.getByRole("button", { name: "Make the bar narrow" }).focus();
    await tab.keyboard.press("x");
    await until(() => verdicts(opened) === 1);
    await waitRow(tab, three?.detectionId);
  });

  test("is off while it is a single letter and letters are switched off", async () => {
    const opened = await detections({ settings: { letters: false } });
    const { tab } = opened;
    for (const key of ["x", "c", "s", "n", "/", "Shift+?", "Shift+T"])
      await tab.keyboard.press(key);
    assert.equal(verdicts(opened), 0);
    assert.equal(await tab.getByRole("dialog").count(), 0);
    await tab.keyboard.press("F1");
    await tab.getByRole("dialog", { name: "Keys" }).waitFor();
  });

  test("in two scopes is taken, and said to hide; twice in one it is refused by names", async () => {
    const { tab, settings } = await open(browser, { hash: "#/settings?section=keys" });
    const change = (name: string): Promise<void> =>
      tab.getByRole("button", { name: `Change the key of “${name}”` }).click();
    await change("Show the files with errors");
    await tab.getByRole("dialog").getByRole("textbox").waitFor();
    await tab.keyboard.press("Control+b");
    await tab.getByText("Ctrl+B hides “Make the left bar narrow or wide” here").first().waitFor();
    await tab
      .getByText("In Run, Ctrl+B gives “Show the files with errors” instead")
      .first()
      .waitFor();
    await until(() => settings.keys["run.errors"]?.join() === "$mod+b");
    await change("Choose a job");
    await tab.getByRole("dialog").getByRole("textbox").waitFor();
    await tab.keyboard.press("p");
    const dialog = tab.getByRole("dialog", { name: "Key for “Choose a job”" });
    await dialog.getByText("P already gives “Pause the run, or go on”.").first().waitFor();
    assert.notProperty(settings.keys, "run.preset");
    await dialog.getByRole("button", { name: "Take it; the other has none" }).click();
    await until(() => settings.keys["run.pause"]?.length === 0);
    assert.deepEqual(settings.keys["run.preset"], ["p"]);
    await change("Choose a job");
    await tab.getByRole("dialog").getByRole("textbox").waitFor();
    await tab.keyboard.press("3");
    await dialog.getByText("3 already gives “Choose a model by its number”.").first().waitFor();
    assert.equal(await dialog.getByRole("button", { name: "Swap the keys" }).count(), 0);
    await dialog.getByRole("button", { name: "Press another key" }).click();
    await dialog.getByRole("textbox").waitFor();
    await tab.keyboard.press("k");
    await until(() => settings.keys["run.preset"]?.join() === "k");
  });

  test("of the set Pyrenote moves by W A S D and Tab, turns screens, and Shift names", async () => {
    const catalog = new MadeCatalog();
    const rows = ordered(catalog.rows, ["-confidence"]);
    const opened = await detections({ settings: { profile: "pyrenote" } }, catalog);
    const { tab } = opened;
    let at = 0;
    for (const [key, by] of [
      ["KeyS", 1],
      ["KeyD", 1],
      ["Tab", 1],
      ["ArrowRight", 1],
      ["KeyW", -1],
      ["KeyA", -1],
      ["ArrowLeft", -1],
    ] as const) {
      await tab.keyboard.press(key);
      at += by;
      await waitRow(tab, rows[at]?.detectionId);
    }
    const chosen = (): Promise<string | null> =>
      tab.getByRole("grid").getAttribute("aria-activedescendant");
    const before = await chosen();
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(
      (one) => !document.querySelector(`[aria-activedescendant="${one}"]`),
      before ?? "",
    );
    await tab.keyboard.press("\\");
    await waitRow(tab, rows[at]?.detectionId);
    assert.equal(await tab.getByRole("complementary").count(), 0);
    await tab.keyboard.press("Shift");
    await tab.getByRole("dialog").waitFor();
    // In the dialog's field Shift is a part of writing.
    await tab.keyboard.press("Shift");
    assert.equal(await tab.getByRole("dialog").count(), 1);
    await tab.keyboard.press("Escape");
    await tab.getByRole("dialog").waitFor({ state: "detached" });
    await tab.keyboard.press("o");
    await tab.getByRole("complementary").waitFor();
    // Shift with another key is no Shift alone.
    await tab.keyboard.press("Shift+ArrowDown");
    await tab.locator(".row.marked").nth(1).waitFor();
    assert.equal(await tab.getByRole("dialog").count(), 0);
    // Tab goes on in the table alone; F6 leaves it, and Shift+Tab as well.
    await tab.keyboard.press("F6");
    await tab.waitForFunction(() => document.activeElement?.role !== "grid");
    const first = await tab.evaluate(() => document.activeElement?.outerHTML);
    await tab.keyboard.press("Tab");
    assert.notEqual(await tab.evaluate(() => document.activeElement?.outerHTML), first);
    await tab.getByRole("grid").focus();
    await tab.keyboard.press("Shift+Tab");
    await tab.waitForFunction(() => document.activeElement?.role !== "grid");
  });

  test("of letters by their place is the same place on a keyboard for French", async () => {
    const catalog = new MadeCatalog();
    const [one, two] = ordered(catalog.rows, ["-confidence"]);
    const opened = await detections({ settings: { profile: "pyrenote" } }, catalog);
    const { tab } = opened;
    const press = (key: string, code: string): Promise<void> =>
      tab.evaluate(
        (init) => {
          document.activeElement?.dispatchEvent(
            new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true }),
          );
        },
        { key, code },
      );
    await press("s", "KeyS");
    await waitRow(tab, two?.detectionId);
    await press("z", "KeyW");
    await waitRow(tab, one?.detectionId);
    assert.equal(verdicts(opened), 0);
    // X is meant as it is printed.
    await press("x", "KeyX");
    await until(() => verdicts(opened) === 1);
  });
});

describe.skipIf(executable === undefined)("the set of keys", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("is chosen as a whole, becomes one's own with a change, and each can be taken back", async () => {
    const { tab, settings } = await open(browser, { hash: "#/settings?section=keys" });
    const set = (name: RegExp): ReturnType<Tab["getByRole"]> => tab.getByRole("radio", { name });
    assert.isTrue(await set(/^Linnet/).isChecked());
    assert.isTrue(await set(/^My own/).isDisabled());
    await set(/^Linnet/).focus();
    await tab.keyboard.press("ArrowDown");
    await until(() => settings.profile === "pyrenote");
    await tab.getByText("The keys are those of Pyrenote.").first().waitFor();
    // Verify has a key for a note too, after that of Detections.
    const note = tab.getByRole("button", { name: "Change the key of “Write a note”" });
    await note.first().click();
    await tab.getByRole("dialog").getByRole("textbox").waitFor();
    await tab.keyboard.press("k");
    await until(() => settings.keys["detections.note"]?.join() === "k");
    await tab.getByRole("radio", { name: "My own, from Pyrenote", checked: true }).waitFor();
    await tab.keyboard.press("Control+z");
    await until(() => Object.keys(settings.keys).length === 0);
    assert.equal(settings.profile, "pyrenote");
    await tab.keyboard.press("Control+z");
    await until(() => settings.profile === "linnet");
    await tab.getByRole("radio", { name: /^Linnet/, checked: true }).waitFor();
  });
});
