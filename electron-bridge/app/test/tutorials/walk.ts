/** Does what a tutorial's steps say, in the real app, and sees whether the page shows what they say. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page as Tab } from "playwright-core";
import type { Running } from "../e2e/harness.js";
import { still } from "../shots/state.js";
import type { Act, Step } from "./steps.js";

/** A run on a busy machine may take so long to be done. */
const SEEN_MS = 120_000;

const ROLES = ["button", "link", "tab", "radio", "checkbox", "menuitem", "option", "row"] as const;

export interface Walk {
  running: Running;
  /** Where the folders and files that a person picks are. */
  materials: string;
  /** Where pictures are put; undefined: none is taken. */
  pictures: string | undefined;
}

export async function walk(step: Step, on: Walk): Promise<void> {
  for (const act of step.acts) {
    try {
      await perform(act, on);
    } catch (error) {
      const { number, text } = step;
      const seen = await on.running.tab().locator("body").innerText();
      throw new Error(
        `Step ${String(number)} fails at ${JSON.stringify(act)}: ${text}\nThe page says: ${seen}`,
        { cause: error },
      );
    }
  }
}

async function perform(act: Act, { running, materials, pictures }: Walk): Promise<void> {
  const tab = running.tab();
  switch (act.kind) {
    case "press":
      if (act.picks !== undefined) running.electron.answers.push([join(materials, act.picks)]);
      return called(tab, act.name).click();
    case "key":
      // What begins something is pressed once the page has settled: nothing begins that is not seen.
      if (act.keys === "Ctrl+Enter") await still(tab);
      return tab.keyboard.press(act.keys.replace("Ctrl", "Control"));
    case "write":
      return tab.getByLabel(act.field, { exact: true }).first().fill(act.text);
    case "choose":
      return choose(tab, act.option, act.field);
    case "see":
      return tab
        .getByText(pattern(act.text))
        .filter({ visible: true })
        .first()
        .waitFor({ timeout: SEEN_MS });
    case "picture":
      return take(tab, pictures, act.file);
  }
}

/** What a person would press: the first thing on the page that is called so. */
function called(tab: Tab, name: string): Locator {
  // After a name may stand its key, or what else the row tells.
  const begins = new RegExp(`^${escaped(name)}(\\s|$)`);
  const all = ROLES.map((role) => tab.getByRole(role, { name: begins }));
  return all
    .reduce((one, other) => one.or(other))
    .filter({ visible: true })
    .first();
}

async function choose(tab: Tab, option: string, field: string): Promise<void> {
  await tab.getByLabel(field, { exact: true }).first().click();
  await tab.getByRole("option", { name: option, exact: true }).click();
}

/** "…" stands for anything. */
function pattern(text: string): RegExp {
  return new RegExp(text.split("…").map(escaped).join(".*"));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

async function take(tab: Tab, folder: string | undefined, file: string): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await tab.mouse.move(0, 0);
  // Small spectrograms come one by one, and news goes by itself. No test waits here.
  await tab.waitForTimeout(6_000);
  await tab.screenshot({ path: join(folder, file), animations: "disabled" });
}
