/** E1: from an empty home to species on the screen, by keyboard alone, without a network. */
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { whole } from "../chromium.js";
import { canCutOff, start, type Running } from "./harness.js";
import { reach } from "./scene.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MODEL = here("../../../../.linnet/birdnet-v2.4");
const RECORDINGS = here("../../../../../shared/recordings");

/** What each language says on the way. */
const WORDS = {
  en: {
    choose: /^Choose a folder/,
    unread: "1 file cannot be read. Linnet imports the others.",
    ready: "2 recordings are ready.",
    latitude: "Latitude",
    typed: ["40.123", "-79.321"],
    read: "40.123° north, 79.321° west",
    install: "Install BirdNET v2.4",
    agree: /I have read the licence/,
    folder: /^From a folder on this computer/,
    there: "BirdNET v2.4 is installed. Everything is ready for the first run.",
    brought: "2 recordings are in the project.",
    plan: "2 recordings to hear",
    done: "Run 1 is done",
    species: "Tennessee Warbler",
  },
  es: {
    choose: /^Elegir una carpeta/,
    unread: "No se puede leer 1 archivo. Linnet importa los demás.",
    ready: "2 grabaciones están listas.",
    latitude: "Latitud",
    typed: ["40,123", "-79,321"],
    read: "40,123° norte, 79,321° oeste",
    install: "Instalar BirdNET v2.4",
    agree: /He leído la licencia/,
    folder: /^De una carpeta de este equipo/,
    there: "BirdNET v2.4 está instalado. Todo está listo para el primer análisis.",
    brought: "2 grabaciones están en el proyecto.",
    plan: "2 grabaciones por oír",
    done: "Análisis 1 terminó",
    species: "Leiothlypis peregrina",
  },
} as const;

const missing = [MODEL, RECORDINGS].filter((each) => !existsSync(each));
if (missing.length > 0) console.warn(`Not tested, since this is not here: ${missing.join(", ")}`);

describe.skipIf(whole === undefined || missing.length > 0)("E1, the first run", () => {
  let folder: string;
  let card: string;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-first-")));
    card = join(folder, "CARD7");
    await mkdir(card);
    for (const name of ["birds_10s.wav", "red_faced_spinetail.wav"]) {
      await copyFile(join(RECORDINGS, name), join(card, name));
    }
    await writeFile(join(card, "BROKEN.WAV"), "This is no sound.");
  });

  afterAll(() => rm(folder, { recursive: true }));

  const offline = canCutOff();
  if (!offline) console.warn("unshare is not allowed here: the first run keeps its network.");
  for (const language of ["en", "es"] as const) {
    test(`goes from an empty home to species by keyboard alone, ${language}`, async () => {
      const running = await start({ language, offline, answers: [[card], [MODEL]] });
      try {
        await walk(running, language);
        const known = await running.tab().evaluate(async () => {
          const rows = await window.linnet.query({ select: "recordings" });
          const sites = await window.linnet.query({ select: "sites" });
          const models = await window.linnet.modelsList({});
          return {
            placed: rows.ok && rows.value.rows.map(({ site }) => site),
            sites:
              sites.ok && sites.value.rows.map((row) => [row.site, row.latitude, row.longitude]),
            models:
              models.ok &&
              models.value.models.filter(({ installed }) => installed).map(({ name }) => name),
            settings: await window.app.settings(),
          };
        });
        assert.deepEqual(known.placed, ["CARD7", "CARD7"]);
        assert.deepEqual(known.sites, [["CARD7", 40.123, -79.321]]);
        assert.deepEqual(known.models, ["birdnet-v2.4"]);
        assert.isTrue(known.settings.begun);
        assert.equal(known.settings.labeler, "Ana Quispe");
        assert.deepEqual(running.complaints, []);
      } finally {
        await running.close();
      }
    }, 300_000);
  }
});

/** Every step by a key; a pointer is never used. */
async function walk(running: Running, language: "en" | "es"): Promise<void> {
  const tab = running.tab();
  const words = WORDS[language];
  const { keyboard } = tab;
  await focused(tab, words.choose);
  await keyboard.press("Enter");
  await tab.getByText(words.ready).first().waitFor();
  await tab.getByText(words.unread).first().waitFor();
  // The name is given on the way, and Enter in its field goes on.
  await keyboard.press("Shift+Tab");
  await keyboard.press("Shift+Tab");
  await keyboard.type("Ana Quispe");
  await keyboard.press("Enter");

  await tab.getByRole("textbox", { name: words.latitude }).waitFor();
  await keyboard.type(words.typed[0]);
  await keyboard.press("Tab");
  await keyboard.type(words.typed[1]);
  await tab.getByText(words.read).first().waitFor();
  await keyboard.press("Enter");

  await tab.getByRole("button", { name: words.install }).waitFor();
  await tab.getByText(words.brought).first().waitFor();
  await keyboard.press("1");
  const dialog = tab.getByRole("dialog", { name: words.install });
  await dialog.waitFor();
  await reach(tab, () => dialog.getByRole("checkbox", { name: words.agree }));
  await keyboard.press("Space");
  await reach(tab, () => dialog.getByRole("button", { name: words.folder }));
  await keyboard.press("Enter");

  await tab.getByText(words.there).first().waitFor({ timeout: 240_000 });
  await keyboard.press("Enter");
  await tab.waitForFunction(() => location.hash.startsWith("#/run"));
  await tab.getByRole("navigation").waitFor();

  await tab.getByText(words.plan).first().waitFor();
  await keyboard.press("Control+Enter");
  await tab.getByText(words.done).first().waitFor({ timeout: 240_000 });
  await keyboard.press("Alt+3");
  await tab.locator(".table .row").getByText(words.species).first().waitFor();
}

async function focused(tab: Tab, name: RegExp): Promise<void> {
  await tab.getByRole("button", { name }).waitFor();
  await tab.waitForFunction(
    (text) => new RegExp(text).test(document.activeElement?.textContent ?? ""),
    name.source,
  );
}
