/** The dialog that draws a sample, with all its parts open. */
import type { DrawSampleRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { Page as Tab } from "playwright-core";
import { MadeSamples, OWL } from "../component/made-samples.js";
import { Refusal } from "../component/scripted.js";
import type { State } from "./state.js";

const DATA = /Owl|Tapir|Megascops|Strix|BirdNET/;

/** Open all that can be opened, and wait for what it shows. */
export async function openAll(tab: Tab): Promise<void> {
  await tab.locator(".draw-plan table, .draw .failure").first().waitFor();
  await tab.locator("details.draw-more").evaluateAll((parts) => {
    for (const part of parts) part.setAttribute("open", "");
  });
  await tab.locator(".draw-sites .check").first().waitFor();
}

/** Draw whole units in place of clips. */
export async function whole(tab: Tab): Promise<void> {
  await tab.locator('.draw label:has(input[value="units"])').click();
}

const state = (name: string, some: Partial<State>, made = new MadeSamples()): State => ({
  name: `draw-${name}`,
  hash: `#/verify?draw=${encodeURIComponent(OWL)}`,
  options: { script: made.script() },
  data: DATA,
  ...some,
});

/** Recordings without a start: no day is known. */
class WithoutDays extends MadeSamples {
  override draw(asked: DrawSampleRequest): ReturnType<MadeSamples["draw"]> {
    if (asked.unitClips == null) return super.draw(asked);
    const field = "unit";
    throw new Refusal("InvalidParams", "3 recordings have no start time.", { field });
  }
}

export const DRAW_STATES: State[] = [
  state("open", { then: ({ tab }) => openAll(tab), holds: ["Semilla 512"] }),
  state("units", {
    then: async ({ tab }) => {
      await whole(tab);
      await tab
        .locator(".draw-plan th", { hasText: /Units|Unidades/ })
        .first()
        .waitFor();
      await openAll(tab);
    },
    holds: ["noches en un sitio con una detección"],
  }),
  state(
    "refused",
    {
      then: async ({ tab }) => {
        await whole(tab);
        await tab.locator(".draw .failure").waitFor();
      },
      holds: ["no tienen hora de inicio"],
    },
    new WithoutDays(),
  ),
];
