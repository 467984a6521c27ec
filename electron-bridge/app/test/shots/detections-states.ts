/** The page Detections in each of its states. */
import { manu, NOTHING, refusing } from "./projects.js";
import type { State } from "./state.js";

export const DETECTIONS_STATES: State[] = [
  {
    name: "detections-details",
    hash: "#/detections",
    then: async ({ tab }) => {
      await tab.waitForFunction(() => document.activeElement?.role === "grid");
      await tab.keyboard.press("Enter");
      await tab.locator("aside.drawer").waitFor();
    },
  },
  {
    name: "detections-similar",
    hash: "#/detections",
    then: async ({ tab }) => {
      await tab.waitForFunction(() => document.activeElement?.role === "grid");
      await tab.keyboard.press("f");
      await tab.locator(".similar-window .verdict").first().waitFor();
      await tab.keyboard.press("f");
      await tab.locator(".similar-window:focus").waitFor();
      await tab.keyboard.press("x");
      await tab.locator(".similar-window .verdict.right").waitFor();
    },
    holds: ["Sin detección que juzgar"],
  },
  { name: "detections", hash: "#/detections" },
  { name: "detections-empty", hash: "#/detections", options: { script: NOTHING } },
  {
    name: "detections-refused",
    holds: ["No se puede usar el archivo del proyecto."],
    hash: "#/detections",
    options: { script: { ...manu(), query: refusing("CatalogUnavailable") } },
  },
];
