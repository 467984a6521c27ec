/** The language of the page: the person's choice, or the system's where we speak it. */
import { i18n } from "@lingui/core";
import type { Settings } from "../../shared/settings.js";

export type Language = "en" | "es";

const CATALOGUES = {
  en: () => import("./en.po"),
  es: () => import("./es.po"),
} as const;

export function languageOf(wanted: Settings["language"], system = navigator.languages): Language {
  if (wanted !== "system") return wanted;
  const known = system.map((each) => each.slice(0, 2)).find((each) => each in CATALOGUES);
  return known === "es" ? "es" : "en";
}

/** Fetches the system's language, the likeliest one, while main still answers. */
export function fetchLikely(): void {
  // Where it cannot be had, `speak` says so.
  CATALOGUES[languageOf("system")]().catch(() => undefined);
}

/** Loads a language and shows the page in it. */
export async function speak(language: Language): Promise<void> {
  const { messages } = await CATALOGUES[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}
