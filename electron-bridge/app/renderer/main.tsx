/** Starts the page: settings, language and look first, so that nothing flickers; then the shell. */
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.js";
import { listen } from "./data/listen.js";
import { mediaFrom } from "./data/media.js";
import { loadSettings, useSettings } from "./data/settings.js";
import { fetchLikely, languageOf, speak } from "./i18n/language.js";
import { dress } from "./theme/dress.js";

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no root.");
  fetchLikely();
  listen();
  const [settings, { media, settingsTrouble }] = await Promise.all([
    loadSettings(),
    window.app.info(),
  ]);
  mediaFrom(media);
  useSettings.setState({ unread: settingsTrouble });
  dress(settings.theme);
  await speak(languageOf(settings.language));
  if (location.hash === "" && !settings.begun) location.hash = "#/first-run";
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <App />
      </I18nProvider>
    </StrictMode>,
  );
}

void start();
