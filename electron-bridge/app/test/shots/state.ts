/** A state of a page, and how it is opened: what pictures and checks look at. */
import type { Browser, Page as Tab } from "playwright-core";
import { madeMedia, SPECIES } from "../component/made-detections.js";
import { BIRDNET, PERCH } from "../component/models-list.js";
import { open, type Opened, type Scripted } from "../component/scripted.js";
import { manu } from "./projects.js";

export interface State {
  name: string;
  hash: string;
  options?: Scripted;
  /** What is done once the page is there, such as telling it of a job. */
  then?: (opened: Opened) => Promise<void>;
  /** What must be seen in Spanish, so that a state that shows nothing passes no check. */
  holds?: string[];
  /** Texts of the engine, of data or of the model's publisher, which no page can translate. */
  data?: RegExp;
}

/** What comes from a model's publisher, from a log, or from main, which speaks by itself. */
const DATA =
  /BirdNET|Perch|Cornell|Chemnitz|credit to|bats|birds|worldwide|zenodo|Kahl|publication|classes|CC BY|Apache|folder is not there|^sidecar:|^20\d\d-/;

export interface Look {
  theme?: "light" | "dark";
  language?: "en" | "es";
  size?: { width: number; height: number };
}

/** Open a page in a state, in a tab that is there or in a new one, and wait until it stands. */
export async function shown(
  browser: Browser,
  state: State,
  look: Look = {},
  present?: Opened,
): Promise<Opened> {
  const { theme = "light", language = "en", size = { width: 1280, height: 800 } } = look;
  const options: Scripted = {
    hash: state.hash,
    size,
    media: madeMedia,
    script: manu(),
    ...state.options,
    settings: { theme, language, speciesLanguage: language, labeler: "Ana Quispe" },
  };
  await present?.again(options);
  const opened = present ?? (await open(browser, options));
  await opened.emit("state", { state: "ready", project: 1 });
  await state.then?.(opened);
  const { tab } = opened;
  await tab.waitForSelector("main > *");
  await still(tab);
  return opened;
}

/** Answers come, and small pictures after a row's rest, with less than this between them. */
const APART_MS = 700;

/** Wait until the page has drawn all that it draws. */
export function still(tab: Tab, apartMs = APART_MS): Promise<void> {
  return tab.evaluate(untilStill, apartMs);
}

function untilStill(apartMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wait = (): number => window.setTimeout(resolve, apartMs);
    let timer = wait();
    new MutationObserver(() => {
      clearTimeout(timer);
      timer = wait();
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

/** Sentences that the engine has of each model, in English alone. */
const OF_MODELS = new Set([BIRDNET, PERCH].flatMap((model) => [model.goodFor, model.notFor]));

/** Names of species come from the engine, which the script has in English alone. */
const NAMES = new Set<string>(SPECIES.flat());

/** Whether a text of a state comes from elsewhere than the page's own messages. */
export function isData(text: string, { data }: State): boolean {
  return OF_MODELS.has(text) || NAMES.has(text) || DATA.test(text) || data?.test(text) === true;
}
