/** The shell: the left bar, the page, the status bar; and what lies over all of them. */
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { RouterProvider } from "react-aria-components";
import { useEngine } from "./data/engine.js";
import { change, useSettings } from "./data/settings.js";
import { languageOf, speak } from "./i18n/language.js";
import { KeysOverlay } from "./keys/overlay.js";
import { useCommands } from "./keys/scopes.js";
import { go, useRoute, type Route } from "./routes.js";
import { EngineBar } from "./shell/engine-bar.js";
import { FirstStepsBar } from "./shell/first-steps-bar.js";
import { EngineFailed } from "./shell/engine-failed.js";
import { useEndedNews } from "./shell/ended-news.js";
import { useSoundNews } from "./shell/sound-news.js";
import { SettingsBar } from "./shell/settings-bar.js";
import { followRegions, toRegion } from "./shell/regions.js";
import { PageGuard } from "./shell/page-guard.js";
import { SideBar } from "./shell/side-bar.js";
import { StartNews } from "./shell/start-news.js";
import { StatusBar } from "./shell/status-bar.js";
import { useSpokenNames } from "./species/spoken.js";
import { dress } from "./theme/dress.js";
import { useFocusKept } from "./ui/focus-kept.js";
import { later } from "./ui/later.js";
import { Spoken } from "./ui/said.js";
import { Toasts } from "./ui/toast.js";
import "./app.css";

const FirstRun = later(() => import("./pages/first-run/page.js"));

const SHOWN: Partial<Record<Route["page"], React.ComponentType>> = {
  recordings: later(() => import("./pages/recordings/page.js")),
  run: later(() => import("./pages/run/page.js")),
  detections: later(() => import("./pages/detections/page.js")),
  species: later(() => import("./pages/species/page.js")),
  activity: later(() => import("./pages/activity/page.js")),
  label: later(() => import("./pages/label/page.js")),
  verify: later(() => import("./pages/verify/page.js")),
  learn: later(() => import("./pages/learn/page.js")),
  models: later(() => import("./pages/models/page.js")),
  export: later(() => import("./pages/export/page.js")),
  settings: later(() => import("./pages/settings/page.js")),
};

const TIMES = ["clock", "start", "utc"] as const;

function useAppCommands(): void {
  const { settings } = useSettings();
  useCommands({
    "app.bar": () => void change({ barWide: !settings.barWide }),
    "app.recordings": () => {
      go("recordings");
    },
    "app.run": () => {
      go("run");
    },
    "app.detections": () => {
      go("detections");
    },
    "app.species": () => {
      go("species");
    },
    "app.activity": () => {
      go("activity");
    },
    "app.label": () => {
      go("label");
    },
    "app.verify": () => {
      go("verify");
    },
    "app.learn": () => {
      go("learn");
    },
    "app.models": () => {
      go("models");
    },
    "app.export": () => {
      go("export");
    },
    "app.settings": () => {
      go("settings");
    },
    "app.back": () => {
      history.back();
    },
    "app.forward": () => {
      history.forward();
    },
    "app.region": () => {
      toRegion(1);
    },
    "app.regionBack": () => {
      toRegion(-1);
    },
    "app.times": () => {
      const next = TIMES[(TIMES.indexOf(settings.times) + 1) % TIMES.length] ?? "clock";
      void change({ times: next });
    },
  });
}

function useLook(): void {
  const { theme, language } = useSettings(({ settings }) => settings);
  useEffect(() => {
    dress(theme);
  }, [theme]);
  useEffect(() => {
    void speak(languageOf(language));
  }, [language]);
}

/** A page that opens has the keys, unless something else holds the focus. */
function takeKeys(page: HTMLElement | null): void {
  if (document.activeElement === document.body) page?.focus({ preventScroll: true });
}

export function App(): React.JSX.Element {
  const { page } = useRoute();
  const { project } = useEngine();
  useLook();
  useAppCommands();
  useFocusKept();
  useEffect(followRegions, []);
  useEndedNews(page);
  useSoundNews();
  useSpokenNames();
  const { t } = useLingui();
  const failed = useEngine(({ state }) => state === "failed");
  const Page = SHOWN[page];
  if (page === "first-run" || Page === undefined) {
    return (
      <div className="whole">
        <SettingsBar />
        <EngineBar />
        <StartNews />
        <PageGuard>
          <FirstRun />
        </PageGuard>
        <Toasts />
        <KeysOverlay />
        <Spoken />
      </div>
    );
  }
  return (
    <RouterProvider
      navigate={(path) => {
        location.hash = path;
      }}
    >
      <div className="shell">
        <SideBar page={page} />
        <main
          className="page"
          aria-label={t`Page`}
          key={`${page} ${String(project)}`}
          tabIndex={-1}
          ref={takeKeys}
        >
          <SettingsBar />
          <StartNews />
          <FirstStepsBar />
          {failed && page !== "settings" ? (
            <EngineFailed />
          ) : (
            <>
              <EngineBar />
              <PageGuard>
                <Page />
              </PageGuard>
            </>
          )}
        </main>
        <StatusBar />
      </div>
      <Toasts />
      <KeysOverlay />
      <Spoken />
    </RouterProvider>
  );
}
