/** The recordings that each tutorial speaks of, made as recorders write them. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { minute } from "../../node/sample.js";
import { wav } from "../../node/wav.js";

export interface Materials {
  /** False: the person opens Linnet for the first time. */
  begun?: boolean;
}

const FOREST = "52.75 23.70";

/** A minute in the forest of Białowieża, with a pygmy owl and a cuckoo; `start` as 2026-05-12T05:12:00. */
async function recording(
  folder: string,
  start: string,
  seed: number,
  place = FOREST,
): Promise<void> {
  const name = `${start.replace(/[-:]/g, "").replace("T", "_")}.WAV`;
  const guano = ["GUANO|Version: 1.0", `Timestamp: ${start}`, `Loc Position: ${place}`, ""].join(
    "\n",
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), minute(guano, seed));
}

/** A rising call that no model knows, at `times` in seconds, above the noise of a forest. */
async function trills(path: string, times: readonly number[], seed: number): Promise<void> {
  const noise = noisy(seed);
  const at = (time: number): number => {
    const begin = times.find((each) => time >= each && time < each + TRILL_S);
    if (begin === undefined) return 0;
    const into = (time - begin) / TRILL_S;
    const pulses = 0.5 - 0.5 * Math.cos(2 * Math.PI * 12 * into);
    return 0.3 * pulses * Math.sin(2 * Math.PI * (2200 + 1400 * into) * (time - begin));
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    wav(60, 48_000, (time) => at(time) + 0.02 * noise()),
  );
}

const TRILL_S = 1.2;

/** Numbers between -0.5 and 0.5, the same every time (a linear congruence: Numerical Recipes, 1992). */
function noisy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** A person's table of Raven for a recording: each call in a box. */
async function table(folder: string, name: string, times: readonly number[]): Promise<void> {
  const head =
    "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tSpecies";
  const rows = times.map((begin, at) =>
    [at + 1, "Spectrogram 1", 1, begin, begin + TRILL_S, 2000, 6000, "Lipaugus vociferans"].join(
      "\t",
    ),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.selections.txt`), [head, ...rows, ""].join("\n"));
}

/** A recorder's card with four minutes of a dawn. */
async function card(folder: string): Promise<void> {
  for (const [at, minutes] of ["12", "22", "32", "42"].entries()) {
    await recording(folder, `2026-05-12T05:${minutes}:00`, at + 1);
  }
}

/** What a person drew in Raven over several recordings, saved as one table. */
async function boxes(path: string): Promise<void> {
  const head =
    "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\t" +
    "Begin File\tFile Offset (s)\tSpecies";
  const drawn = [
    ["20260512_051200.WAV", 3, "Glaucidium passerinum"],
    ["20260512_052200.WAV", 12, "Cuculus canorus"],
    ["20260512_053200.WAV", 31, "Cuculus canorus"],
  ] as const;
  const rows = drawn.map(([file, begin, species], at) =>
    [
      at + 1,
      "Spectrogram 1",
      1,
      60 * at + begin,
      60 * at + begin + 3,
      500,
      2500,
      file,
      begin,
      species,
    ].join("\t"),
  );
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, [head, ...rows, ""].join("\n"));
}

/** Three sites with a recorder each and three recordings of it; the clock of one stood in `year`. */
async function season(folder: string, year: string): Promise<Materials> {
  const sites = [
    ["North", "AM01", "52.80 23.70", "2026"],
    ["South", "AM02", "52.70 23.65", year],
    ["Bog", "AM03", "52.75 23.60", "2026"],
  ] as const;
  const starts = ["05-12T05:12:00", "05-12T22:10:00", "05-14T05:30:00"];
  for (const [at, [site, recorder, place, of]] of sites.entries()) {
    for (const [night, start] of starts.entries()) {
      const on = join(folder, "SEASON", site, recorder);
      await recording(on, `${of}-${start}`, 10 * at + night + 1, place);
    }
  }
  return {};
}

/** By the name of the tutorial's file. */
export const MATERIALS: Record<string, (folder: string) => Promise<Materials>> = {
  "a-card-in-the-evening": async (folder) => {
    await card(join(folder, "CARD7"));
    // It was pulled out while its recorder wrote.
    await writeFile(join(folder, "CARD7", "20260512_055200.WAV"), "");
    return { begun: false };
  },
  "fifty-recorders-and-one-season": (folder) => season(folder, "2019"),
  "from-a-table-to-raven-r-and-back": async (folder) => {
    await card(join(folder, "CARD7"));
    for (const made of ["RAVEN", "R"]) await mkdir(join(folder, made));
    await boxes(join(folder, "FROM-RAVEN", "dawn.selections.txt"));
    return {};
  },
  "one-species-across-sites": (folder) => season(folder, "2026"),
  "teaching-it-a-call": async (folder) => {
    const heard = [
      [4, 16.5, 31, 46],
      [7.5, 22, 40.5],
      [2, 19, 34, 52],
      [10, 28.5, 49],
    ];
    for (const [at, times] of heard.entries()) {
      const name = `20260610_05${String(10 + at)}00`;
      await trills(join(folder, "FOREST", `${name}.WAV`), times, at + 1);
      await table(join(folder, "LABELS"), name, times);
    }
    // Nobody has labelled these: two have the call, and two have none.
    for (const [at, times] of [[8, 33, 50], [], [4.5, 26], []].entries()) {
      await trills(join(folder, "FOREST", `20260611_05${String(10 + at)}00.WAV`), times, at + 11);
    }
    return {};
  },
};
