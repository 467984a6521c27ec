/** A page with nothing but the player of recordings, and made recordings for it. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page as Tab } from "playwright-core";
import { readAddress } from "../../../src/addresses.js";
import { ORIGIN } from "../chromium.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A recording that a page may ask for clips of. */
export interface Recording {
  rateHz: number;
  seconds: number;
  /** A WAV file of what lies between two seconds; throws Refused. */
  clip: (start: number, end: number) => Buffer | Promise<Buffer>;
}

/** The engine's refusal, by its kind. */
export class Refused extends Error {}

export interface ListeningScene {
  tab: Tab;
  /** The stretches that were asked for, in seconds. */
  asked: [start: number, end: number][];
  /** What the page complained of. */
  complaints: string[];
  /** A recording as `listen` takes it, by its number. */
  recording: (id: number) => { recordingId: number; durationS: number; sampleRate: number };
}

export const AS_IT_WAS = { speed: 1, expansion: 1, band: undefined, gainDb: 0 };

let bundled: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here("page.ts")],
    ...{ bundle: true, write: false, format: "iife", platform: "browser" },
    alias: { "@linnet/electron-bridge": here("../../../src") },
  });
  return outputFiles[0]?.text ?? "";
}

/** Open the page; recordings have the numbers of the list, from 1. */
export async function opened(
  browser: Browser,
  recordings: readonly Recording[],
): Promise<ListeningScene> {
  const context = await browser.newContext();
  const asked: ListeningScene["asked"] = [];
  await context.route(`${ORIGIN}/**`, async (route) => {
    const address = route.request().url();
    if (!address.includes("/media/")) return route.fulfill({ contentType: "text/html", body: "" });
    const read = readAddress(address.replace(`${ORIGIN}/media/`, "media://"));
    if (read?.kind !== "clip") return route.fulfill({ status: 404, body: "no clip" });
    asked.push([read.start, read.end]);
    return route.fulfill(await answer(recordings[read.recordingId - 1], read));
  });
  const tab = await context.newPage();
  const complaints: string[] = [];
  tab.on("pageerror", (error) => complaints.push(String(error)));
  await tab.goto(`${ORIGIN}/listening.html`);
  await tab.addScriptTag({ content: await (bundled ??= bundle()) });
  await tab.evaluate((place) => {
    listening.mediaFrom(place);
  }, `${ORIGIN}/media/`);
  const recording: ListeningScene["recording"] = (recordingId) => {
    const { seconds, rateHz } = recordings[recordingId - 1] ?? { seconds: 10, rateHz: 48_000 };
    return { recordingId, durationS: seconds, sampleRate: rateHz };
  };
  return { tab, asked, complaints, recording };
}

/** What main answers to an address. */
async function answer(
  recording: Recording | undefined,
  { start, end }: { start: number; end: number },
): Promise<{ body: Buffer | string; status?: number; headers?: Record<string, string> }> {
  try {
    if (recording === undefined) throw new Refused("RecordingNotFound");
    return { body: await recording.clip(start, end) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: 404, body: "gone", headers: { "Linnet-Error": error.message } };
  }
}
