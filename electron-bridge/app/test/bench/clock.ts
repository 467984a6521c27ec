/** (d) Where an impulse at 5 s lies after decoding, and by the clock of a media element. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../chromium.js";
import type { Measured } from "./benches.js";

const PYTHON = fileURLToPath(new URL("../../../../.venv/bin/python", import.meta.url));
const AT_S = 5;

/** Writes an impulse of a millisecond in 10 s of near silence. */
const WRITE = `
import sys, numpy, soundfile
sound = numpy.random.default_rng(1).normal(0, 1e-4, 480000)
sound[240000:240048] = 0.9
for name, kind in (("wav", "PCM_16"), ("flac", "PCM_16"), ("mp3", None), ("ogg", "OPUS")):
    soundfile.write(f"{sys.argv[1]}/impulse.{name}", sound, 48000, subtype=kind)
`;

/* eslint-disable @typescript-eslint/no-deprecated -- its successor needs a file of its own */
/** Runs in the page: the impulse's second in the decoded sound, and the element's clock when it is heard. */
async function found(encoded: string): Promise<{ decoded: number; clock: number | null }> {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const context = new AudioContext();
  const audio = new Audio(URL.createObjectURL(new Blob([bytes])));
  const sound = (await context.decodeAudioData(bytes.buffer)).getChannelData(0);
  const peak = sound.reduce(
    (best, value, at) => (Math.abs(value) > Math.abs(sound[best] ?? 0) ? at : best),
    0,
  );
  const source = context.createMediaElementSource(audio);
  const listener = context.createScriptProcessor(256, 1, 1);
  source.connect(listener).connect(context.destination);
  await context.resume();
  const clock = await new Promise<number | null>((resolve) => {
    listener.onaudioprocess = ({ inputBuffer }) => {
      const heard = inputBuffer.getChannelData(0).findIndex((value) => Math.abs(value) > 0.2);
      if (heard >= 0) resolve(audio.currentTime);
    };
    audio.onseeked = () => void audio.play();
    const seek = (): void => {
      audio.currentTime = 4;
    };
    if (audio.readyState > 0) seek();
    else audio.onloadedmetadata = seek;
    setTimeout(() => {
      resolve(null);
    }, 8000);
  });
  await context.close();
  return { decoded: peak / context.sampleRate, clock };
}

const away = (seconds: number): string => `${((seconds - AT_S) * 1000).toFixed(1)} ms`;

export async function clock(): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "linnet-bench-"));
  const browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  try {
    const { status, stderr } = spawnSync(PYTHON, ["-c", WRITE, folder], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    const measured: Measured[] = [];
    for (const name of ["wav", "flac", "mp3", "ogg"]) {
      const bytes = await readFile(join(folder, `impulse.${name}`));
      const tab = await browser.newPage();
      try {
        const { decoded, clock: heard } = await tab.evaluate(found, bytes.toString("base64"));
        const element = heard === null ? "never heard" : away(heard);
        measured.push([name, `decoded ${away(decoded)}, by the element's clock ${element}`]);
      } catch (error) {
        measured.push([name, `cannot be played: ${String(error)}`]);
      }
      await tab.close();
    }
    return measured;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}
