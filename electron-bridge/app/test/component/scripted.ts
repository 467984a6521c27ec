/** The built page over a scripted engine: states that are hard to reach with the real one. */
import type { Browser, Page as Tab } from "playwright-core";
import type { Outcome } from "@linnet/electron-bridge/api.js";
import type { AddModelResult, Methods } from "@linnet/electron-bridge/generated/contract.js";
import type { AppInfo, GrantRow, Picked } from "../../shared/app-api.js";
import { USUAL, type Settings } from "../../shared/settings.js";
import type { SettingsCopy } from "../../shared/settings-copy.js";
import { serve } from "../chromium.js";

/** What the engine answers: a value, or an error with a kind. */
export type Script = {
  [Name in keyof Methods]?: (params: Methods[Name]["params"]) => unknown;
} & Record<`${"jobs" | "project"}.${string}`, (values: never[]) => unknown> & {
    /** Hears which call the page no longer waits for: its method and params. */
    cancel?: (values: [string, unknown]) => unknown;
  };

/** Thrown by a script: the page gets it as an outcome. */
export class Refusal extends Error {
  constructor(
    readonly kind: string,
    message: string,
    readonly more: { code?: number; hint?: string; path?: string; field?: string } = {},
  ) {
    super(message);
  }
}

export interface Scripted {
  script?: Script;
  settings?: Partial<Settings>;
  hash?: string;
  size?: { width: number; height: number };
  picked?: Picked[];
  grants?: GrantRow[];
  info?: Partial<AppInfo>;
  /** What a media address is answered with; without it there are no sounds or pictures. */
  media?: (address: string) => Buffer | undefined;
  /** What opening another project answers, or throws. */
  opens?: (path: string) => unknown;
  /** What adding a model of one's own is answered with; undefined: the person left the dialog. */
  added?: Outcome<AddModelResult>;
  /** Main's sentence where it cannot store a setting. */
  unkept?: string;
  /** What importing settings answers; without it, the person left the dialog. */
  copy?: Outcome<SettingsCopy>;
  /** Lines of the log. */
  log?: string[];
}

export interface Opened {
  tab: Tab;
  /** Methods that the page called, with their params, in order. */
  calls: { method: string; params: unknown }[];
  /** What main was asked for besides, in order. */
  asked: { name: string; values: unknown[] }[];
  /** Errors of the page's console, which a test expects to be none. */
  errors: string[];
  settings: Settings;
  /** Tell the page's followers of the engine's state, of jobs or of changes, what main would. */
  emit: (
    room: "state" | "jobs" | "catalog" | `progress ${keyof Methods}`,
    value: unknown,
  ) => Promise<void>;
  /** Load the page anew over other options, in the same tab: a new one takes twice as long. */
  again: (options: Scripted) => Promise<void>;
}

const INFO: AppInfo = {
  version: "0.1.0",
  platform: "linux",
  project: { path: "/home/ana/Linnet/linnet.sqlite", name: "linnet" },
  recent: [],
  media: "media://",
  settingsTrouble: null,
  backup: null,
};

async function outcome(script: Script, method: string, params: unknown): Promise<unknown> {
  const answer = script[method as keyof Methods] as ((params: unknown) => unknown) | undefined;
  try {
    if (answer === undefined) throw new Refusal("NoAnswer", `The test has no answer to ${method}.`);
    return { ok: true, value: await answer(params) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { kind, message, more } = error;
    return { ok: false, error: { code: 0, kind, message, ...more } };
  }
}

/** Open the page; `LINNET_SHOW` keeps nothing open, so look at `tab.screenshot`. */
export async function open(browser: Browser, given: Scripted = {}): Promise<Opened> {
  let options = given;
  const served = await serve((path) => options.media?.(`media://${path}`));
  const context = await browser.newContext({ viewport: sizeOf(given), locale: "en-GB" });
  const opened: Omit<Opened, "tab" | "emit" | "again"> = {
    calls: [],
    asked: [],
    errors: [],
    settings: settingsOf(given),
  };
  await context.exposeBinding("scriptedCall", (_source, method: string, params: unknown) => {
    opened.calls.push({ method, params });
    return outcome(options.script ?? {}, method, params);
  });
  let unkept = false;
  const main: Record<string, (...values: never[]) => unknown> = {
    info: () => ({
      ...INFO,
      ...(options.media && { media: `${served.origin}/media/` }),
      ...(unkept && { settingsTrouble: options.unkept }),
      ...options.info,
    }),
    settings: () => opened.settings,
    changeSettings: (some: Partial<Settings>) => {
      unkept = options.unkept !== undefined;
      if (unkept) throw new Error(`Error invoking remote method: ${String(options.unkept)}`);
      return Object.assign(opened.settings, some);
    },
    exportSettings: () => ({ ok: true, value: "/home/ana/linnet-settings.json" }),
    importSettings: () => options.copy ?? { ok: true, value: null },
    pick: () => options.picked ?? [],
    sample: () => options.picked ?? [],
    saveFile: (kind: string, name: string) => {
      return { ok: true, value: `/home/ana/Documents/${name}.${kind}` };
    },
    dropped: () => options.picked ?? [],
    grants: () => options.grants ?? [],
    openProject: async (path: string) => {
      return outcome(
        {
          "project.open": () =>
            options.opens?.(path) ?? { ...INFO.project, ...options.info?.project },
        },
        "project.open",
        path,
      );
    },
    revoke: (path: string) => (options.grants ?? []).filter((each) => each.path !== path),
    addModel: () => options.added,
    log: () => {
      return {
        path: "/home/ana/.config/Linnet/linnet.log",
        lines: options.log ?? [],
        trouble: null,
      };
    },
    redacted: (lines: string[]) => lines.map((line) => line.replaceAll("/home/ana", "~")),
  };
  await context.exposeBinding("scriptedApp", (_source, name: string, values: unknown[]) => {
    opened.asked.push({ name, values });
    return main[name]?.(...(values as never[]));
  });
  await context.addInitScript(stub);
  context.on("close", served.close);
  const tab = await context.newPage();
  tab.on("console", (each) => {
    if (each.type() === "error") opened.errors.push(each.text());
  });
  tab.on("pageerror", (error) => opened.errors.push(String(error)));
  const load = async (): Promise<void> => {
    await tab.goto(`${served.origin}/index.html${options.hash ?? "#/run"}`);
    await tab.waitForSelector("#root > *");
  };
  await load();
  const again = async (next: Scripted): Promise<void> => {
    // What the page before still asks for must not be heard by the next one.
    await tab.goto("about:blank");
    options = next;
    unkept = false;
    for (const list of [opened.calls, opened.asked, opened.errors]) list.length = 0;
    Object.assign(opened.settings, settingsOf(next));
    await tab.setViewportSize(sizeOf(next));
    await load();
  };
  const emit: Opened["emit"] = (room, value) =>
    tab.evaluate(
      ([to, given]) => {
        (window as unknown as { scriptedEmit: (...all: unknown[]) => void }).scriptedEmit(
          to,
          given,
        );
      },
      [room, value] as const,
    );
  return { ...opened, tab, emit, again };
}

function sizeOf({ size = { width: 1280, height: 800 } }: Scripted): NonNullable<Scripted["size"]> {
  return size;
}

function settingsOf({ settings }: Scripted): Settings {
  return { ...USUAL, begun: true, ...settings };
}

/** Wait until something is so; the test's own limit ends a wait in vain. */
export async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Paste a text where the keys are, as from another program. */
export async function paste(tab: Tab, text: string): Promise<void> {
  await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await tab.evaluate((given) => navigator.clipboard.writeText(given), text);
  await tab.keyboard.press("Control+v");
}

/** What the page asked of a method so far, in order. */
export function named(calls: Opened["calls"], method: string): unknown[] {
  return calls.filter((each) => each.method === method).map(({ params }) => params);
}

/** What the page asked of a method first, once it has. */
export async function firstCall(calls: Opened["calls"], method: string): Promise<unknown> {
  const isIt = (each: Opened["calls"][number]): boolean => each.method === method;
  await until(() => calls.some(isIt));
  return calls.find(isIt)?.params;
}

/** Runs in the page before its own script: `window.linnet` and `window.app` over two bindings. */
function stub(): void {
  const page = window as unknown as Record<string, unknown> & {
    scriptedCall: (method: string, params: unknown) => Promise<unknown>;
    scriptedApp: (name: string, values: unknown[]) => Promise<unknown>;
  };
  interface Followed {
    onProgress?: (value: unknown) => void;
    cancel?: Promise<void>;
  }
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  page.scriptedEmit = (channel: string, value: unknown): void => {
    for (const listener of listeners.get(channel) ?? []) listener(value);
  };
  const methodOf = (name: string): string =>
    name.replace(/[A-Z]/, (letter) => `/${letter.toLowerCase()}`);
  // `jobs.start` and the like are asked of the script as "jobs.start"; `follow` hears `emit`.
  const follow =
    (room: string) =>
    (listener: (value: unknown) => void): (() => void) => {
      const all = listeners.get(room) ?? new Set();
      listeners.set(room, all.add(listener));
      return () => all.delete(listener);
    };
  const kept = (room: string): unknown =>
    new Proxy(
      {},
      {
        get: (_target, name: string) =>
          name === "follow"
            ? follow(room)
            : (...values: unknown[]) => page.scriptedCall(`${room}.${name}`, values),
      },
    );
  const called =
    (method: string) =>
    (params: unknown = {}, { onProgress, cancel }: Followed = {}): Promise<unknown> => {
      const deaf = onProgress && follow(`progress ${method}`)(onProgress);
      void cancel?.then(() => page.scriptedCall("cancel", [method, params]));
      return page.scriptedCall(method, params).finally(deaf);
    };
  page.linnet = new Proxy(
    {},
    {
      get: (_target, name: string) =>
        name === "jobs" || name === "state"
          ? kept(name)
          : name === "onCatalog"
            ? follow("catalog")
            : called(methodOf(name)),
    },
  );
  page.app = new Proxy(
    {},
    {
      get:
        (_target, name: string) =>
        (...values: unknown[]) =>
          page.scriptedApp(name, JSON.parse(JSON.stringify(values)) as unknown[]),
    },
  );
}
