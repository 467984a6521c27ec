/** (e) A recording of 384 kHz in an <audio>, and as a clip ten times slower: 45 kHz become 4.5 kHz. */
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page as Tab } from "playwright-core";
import { clipAddress, soundAddress } from "../../../src/page.js";
import { start } from "../e2e/harness.js";
import type { Measured } from "./benches.js";

const RATE = 384_000;
const TONE_HZ = 45_000;
const SECONDS = 2;

export async function ultrasound(): Promise<Measured[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-bats-")));
  await writeFile(join(folder, "20260312_051200.WAV"), tone());
  const running = await start({ settings: { begun: true }, grants: [folder] });
  try {
    const tab = running.tab();
    const recordingId = await imported(tab, folder);
    const { media } = await tab.evaluate(() => window.app.info());
    const place = (address: string): string => address.replace("media://", media);
    const sound = place(soundAddress({ recordingId }));
    const clip = place(clipAddress({ recordingId, start: 0.5, end: 1, slower: 10 }));
    const { hz, seconds } = await tab.evaluate(heard, clip);
    return [
      ["<audio> of 384 kHz", await tab.evaluate(element, sound)],
      ["clip ten times slower", `${hz.toFixed(0)} Hz, ${seconds.toFixed(2)} s of 0.5 s`],
    ];
  } finally {
    await running.close();
    await rm(folder, { recursive: true });
  }
}

async function imported(tab: Tab, folder: string): Promise<number> {
  return tab.evaluate(async (card) => {
    await window.linnet.recordingsImport({ inputs: [card] });
    const asked = await window.linnet.query({ select: "recordings" });
    return asked.ok ? (asked.value.rows[0]?.recordingId ?? 0) : 0;
  }, folder);
}

/** Runs in the page: what an OfflineAudioContext hears, by its crossings of zero. */
async function heard(url: string): Promise<{ hz: number; seconds: number }> {
  const bytes = await (await fetch(url)).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes);
  const context = new OfflineAudioContext(1, sound.length, 48_000);
  const source = context.createBufferSource();
  source.buffer = sound;
  source.connect(context.destination);
  source.start();
  const values = (await context.startRendering()).getChannelData(0);
  const rises = values.filter((value, at) => value >= 0 && (values[at - 1] ?? 0) < 0).length;
  return { hz: rises / sound.duration, seconds: sound.duration };
}

/** Runs in the page. */
function element(url: string): Promise<string> {
  return new Promise((resolve) => {
    const audio = new Audio(url);
    audio.onerror = () => {
      resolve(`refused: ${audio.error?.message ?? "no reason"}`);
    };
    audio.oncanplaythrough = () => {
      resolve(`plays, ${audio.duration.toFixed(2)} s`);
    };
  });
}

/** A WAV file of one tone, 16 bit, one channel. */
function tone(): Buffer {
  const samples = RATE * SECONDS;
  const file = Buffer.alloc(44 + samples * 2);
  file.write("RIFF");
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++) {
    file.writeInt16LE(
      Math.round(12_000 * Math.sin((2 * Math.PI * TONE_HZ * at) / RATE)),
      44 + at * 2,
    );
  }
  return file;
}
