/** Clips of a sample are judged by keys alone; what the verdicts say stands beside them. */
import type { Methods } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { longMedia } from "./made-detections.js";
import { MadeSamples, OWL } from "./made-samples.js";
import { type Opened, Refusal, type Script, until } from "./scripted.js";
import { onClip, onTiles } from "./tile-steps.js";
import { owls, sampleShown, type Shown } from "./verify-scene.js";

if (executable === undefined) console.warn("No Chromium here: Verify is not tested.");

const KEYS = ["x", "x", "c", "v", "x", "c", "x", "x", "v", "x"] as const;
const STORED = { x: "YES", c: "NO", v: "UNSURE" } as const;

describe.skipIf(executable === undefined)("Verify", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  const shown = (made: MadeSamples, some?: Shown): Promise<Opened> =>
    sampleShown(browser, made, some);

  const verdicts = (made: MadeSamples, many: number): string[] =>
    made
      .of(1)
      .slice(0, many)
      .map(({ verified }) => verified);

  test("ten clips are judged by ten keys, as fast as fingers are, and the numbers follow", async () => {
    const made = owls();
    const opened = await shown(made, { autoplay: true });
    const { tab, calls, errors } = opened;
    await tab.getByText("Nobody has listened yet: an estimate needs 20 clips").first().waitFor();
    for (const key of KEYS) await tab.keyboard.press(key);
    await onClip(tab, 11);
    await tab.locator('.tile.chosen [aria-label="playing"]').waitFor();
    await until(() => made.of(1)[9]?.state === "judged");
    assert.deepEqual(
      verdicts(made, 10),
      KEYS.map((key) => STORED[key]),
    );
    const first = made.of(1)[0]!;
    const asked = calls.find(({ method }) => method === "annotate")?.params;
    const { recordingId, start, end } = first;
    assert.deepEqual(asked, {
      annotations: [{ recordingId, start, end, species: OWL, verified: "YES" }],
      labeler: { name: "Ana Quispe" },
    } satisfies Methods["annotate"]["params"]);
    await tab.getByText("50 wait · 2 unsure").first().waitFor();
    await tab
      .getByText(/8 verdicts above 0.25: too few for an estimate \(20 needed\)/)
      .first()
      .waitFor();
    for (let more = 0; more < 12; more++) await tab.keyboard.press("x");
    await tab
      .getByText(/^90% right \(.* to .*, 95%\), from 20 of 1,204 detections$/)
      .first()
      .waitFor();
    await tab
      .getByText(/to ±5 points: \d+ more/)
      .first()
      .waitFor();
    await tab.getByText("from only 4 sites").first().waitFor();
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("a sample of whole nights tells of nights, never of detections", async () => {
    const made = owls().judged(1, 40);
    const estimate: NonNullable<Script["estimate"]> = (asked) => ({
      ...made.estimate(asked),
      drawnUnit: "siteNight",
    });
    const { tab } = await shown(made, { script: { estimate } });
    await tab
      .locator(".strip-precision", {
        hasText: /^confirmed: .* from \d+ of [\d,]+ nights at a site$/,
      })
      .waitFor();
    await tab.keyboard.press("t");
    await tab.getByRole("columnheader", { name: "Confirmed, in this project" }).waitFor();
    await tab.context().close();
  });

  test("Ctrl+Z takes steps back one by one, and Ctrl+Y does them again", async () => {
    const made = owls();
    const { tab } = await shown(made);
    for (const key of ["x", "c", "v"]) await tab.keyboard.press(key);
    await onClip(tab, 4);
    await tab.keyboard.press("Control+z");
    await onClip(tab, 3);
    await tab.keyboard.press("Control+z");
    await onClip(tab, 2);
    assert.deepEqual(verdicts(made, 3), ["YES", "UNVERIFIED", "UNVERIFIED"]);
    await tab.keyboard.press("Control+y");
    await until(() => verdicts(made, 2)[1] === "NO");
    assert.deepEqual(verdicts(made, 3), ["YES", "NO", "UNVERIFIED"]);
    await tab.context().close();
  });

  test("several clips are chosen by keys and by a drag, and judged in one step", async () => {
    const made = owls();
    const { tab, calls, errors } = await shown(made);
    const asked = (): unknown[] =>
      calls
        .filter(({ method }) => method === "annotate")
        .map(({ params }) => (params as Methods["annotate"]["params"]).annotations?.length);
    const marked = tab.locator('.tile[aria-selected="true"]');
    const are = (number: number): Promise<void> =>
      tab
        .getByText(`${String(number)} clips chosen`)
        .first()
        .waitFor();
    assert.equal(await tab.locator(".tiles").getAttribute("aria-multiselectable"), "true");
    await tab.keyboard.press("Shift+ArrowRight");
    await tab.keyboard.press("Shift+ArrowRight");
    await are(3);
    await tab.getByRole("status").getByText("3 clips chosen").first().waitFor();
    await tab.keyboard.press("Shift+ArrowLeft");
    await are(2);
    await tab.keyboard.press("x");
    await onClip(tab, 3);
    await until(() => verdicts(made, 3).join() === "YES,YES,UNVERIFIED");
    assert.deepEqual(asked(), [2]);
    assert.equal(await marked.count(), 1);

    // One undo takes all of the step back, and one redo does it again.
    await tab.keyboard.press("Control+z");
    await until(() => verdicts(made, 2).join() === "UNVERIFIED,UNVERIFIED");
    await tab.keyboard.press("Control+y");
    await until(() => verdicts(made, 2).join() === "YES,YES");

    // A drag chooses the rectangle, Shift and a click a run, and Escape leaves one.
    const tile = (number: number) =>
      tab.locator(".tile", { has: tab.getByText(String(number), { exact: true }) }).first();
    const columns = Number(await tab.locator(".tiles").getAttribute("aria-colcount"));
    await tile(3).hover();
    await tab.mouse.down();
    await tile(4 + columns).hover();
    await tab.mouse.up();
    await are(4);
    await tab.keyboard.press("Escape");
    await tab.getByText("4 clips chosen").first().waitFor({ state: "hidden" });
    assert.equal(await marked.count(), 1);
    await tile(5).click();
    await tile(8).click({ modifiers: ["Shift"] });
    await are(4);
    await tile(6).click({ modifiers: ["Control"] });
    await are(3);
    await tab.keyboard.press("c");
    await until(() => verdicts(made, 8).slice(4).join() === "NO,UNVERIFIED,NO,NO");

    await tab.keyboard.press("Control+a");
    await are(60);
    await tab.keyboard.press("s");
    await tab.getByText("It is said of all 60 chosen clips.").first().waitFor();
    await tab.keyboard.press("Escape");
    await tab.keyboard.press("v");
    await until(() => verdicts(made, 60).every((each) => each === "UNSURE"));
    assert.deepEqual(asked(), [2, 3, 60]);
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("how clips are seen and heard is chosen once for a species, and kept in the project", async () => {
    const made = owls();
    const addresses: string[] = [];
    const kept: Record<string, unknown> = {};
    const { tab, errors } = await shown(made, {
      media: (address) => {
        addresses.push(address);
        return longMedia(address);
      },
      script: {
        "memos/get": ({ key }) => ({ key, value: kept[key] ?? null, revision: 1 }),
        "memos/set": ({ key, value }) => {
          kept[key] = value;
          return { key, value, revision: 1 };
        },
      },
    });
    const { recordingId, start, end } = made.of(1)[0]!;
    const asks = (kind: string, from: number, to: number, band = ""): Promise<void> => {
      const place = `media://${kind}/${String(recordingId)}/${String(from)}-${String(to)}`;
      return until(() => addresses.some((each) => each.startsWith(place) && each.includes(band)));
    };
    await asks("picture", start - 1, end + 1, "highHz=12000");
    await tab.getByText("View: ±1 s · usual frequencies").first().waitFor();
    await tab.keyboard.press("l");
    const fields = tab.getByRole("group", { name: "How clips are seen and heard" });
    await fields.getByRole("textbox", { name: "Seconds beside a clip" }).fill("2");
    await fields.getByRole("textbox", { name: "From kHz" }).fill("0.2");
    await fields.getByRole("textbox", { name: "To kHz" }).fill("4");
    await fields.getByRole("textbox", { name: "Louder by dB" }).fill("6");
    await tab.getByText("View: ±2 s · 0.2 to 4 kHz · +6 dB").first().waitFor();
    await asks("picture", start - 2, end + 2, "highHz=4000&lowHz=200");
    await asks("clip", start - 2, end + 2);
    await until(() => kept["verify/looks"] !== undefined);
    await until(() => JSON.stringify(kept["verify/looks"]).includes('"gainDb":6'));
    assert.deepEqual(kept["verify/looks"], {
      of: {
        [OWL]: {
          ...{ beside: 2, lowHz: 200, highHz: 4000, gainDb: 6 },
          ...{ hear: "all", hearLowHz: null, hearHighHz: null },
        },
      },
    });
    await tab.reload();
    await tab.getByText("View: ±2 s · 0.2 to 4 kHz · +6 dB").first().waitFor();
    await tab.keyboard.press("l");
    await fields.getByRole("button", { name: "As usual" }).click();
    await tab.getByText("View: ±1 s · usual frequencies").first().waitFor();
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("a verdict that is not stored is taken from the tile, and the page says why", async () => {
    const made = owls();
    const refuse = (): never => {
      throw new Refusal("StorageFull", "The disk is full.");
    };
    const { tab } = await shown(made, { script: { annotate: refuse } });
    await tab.keyboard.press("x");
    await tab.getByRole("alert").getByText("The disk is full.").first().waitFor();
    await tab.locator(".tile .verdict.right").waitFor({ state: "detached" });
    await tab.context().close();
  });

  test("another species makes the clip wrong, and keeps the name", async () => {
    const made = owls();
    const { tab, calls } = await shown(made);
    await tab.keyboard.press("s");
    await tab.getByRole("combobox").fill("virgata");
    await tab.getByRole("option", { name: /Mottled Owl/ }).waitFor();
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab.locator(".tile .verdict.wrong").waitFor();
    await onClip(tab, 2);
    const asked = calls.find(({ method }) => method === "annotate")
      ?.params as Methods["annotate"]["params"];
    assert.deepEqual(
      asked.annotations?.map(({ species, verified }) => [species, verified]),
      [
        [OWL, "NO"],
        ["Strix virgata", "YES"],
      ],
    );
    await tab.locator(".tiles:focus").waitFor();
    // It is there after a reload, in both ways of looking; a later word takes it back.
    await tab.reload();
    await tab.locator(".tile .verdict.wrong", { hasText: "Strix virgata" }).waitFor();
    await onTiles(tab);
    await tab.keyboard.press("Home");
    await tab.keyboard.press("o");
    await tab.locator(".clip-facts", { hasText: "Strix virgata" }).waitFor();
    await tab.keyboard.press("x");
    await until(() => made.of(1)[0]?.verified === "YES");
    assert.deepEqual(
      made.said.slice(-2).map(({ species, verified }) => [species, verified]),
      [
        [OWL, "YES"],
        ["Strix virgata", "UNVERIFIED"],
      ],
    );
    await tab.context().close();
  });

  test("the rest of a unit is skipped because of a verdict, comes back, and is undone", async () => {
    const made = owls();
    // Three clips of one site and day.
    const [first, second, third] = made.of(1);
    for (const each of [second!, third!]) {
      Object.assign(each, { site: first!.site, recordedAt: first!.recordedAt });
    }
    const { tab } = await shown(made);
    await tab.keyboard.press("u");
    await tab.getByText("Judge the clip first").first().waitFor();
    const skipped = (): number => made.of(1).filter(({ state }) => state === "skipped").length;
    assert.equal(skipped(), 0);
    await tab.keyboard.press("x");
    await onClip(tab, 2);
    await tab.keyboard.press("ArrowLeft");
    await tab.keyboard.press("u");
    await until(() => skipped() > 1);
    const many = skipped();
    await tab
      .getByText(`${String(many)} clips of the unit are skipped`)
      .first()
      .waitFor();
    assert.equal(second?.state, "skipped");
    // From a clip that was skipped, the key takes all back.
    await tab.keyboard.press("ArrowRight");
    await tab.locator(".tile.chosen.skipped").waitFor();
    await tab.keyboard.press("u");
    await until(() => skipped() === 0);
    await tab.locator(".tile.skipped").waitFor({ state: "detached" });
    await tab.keyboard.press("Control+z");
    await until(() => skipped() === many);
    await tab.locator(".tile.skipped").first().waitFor();
    await tab.context().close();
  });

  test("a blind judge sees no name, score, number or verdict of others before their own", async () => {
    const made = owls(40).judged(1, 30, "Luis Mamani");
    const opened = await shown(made);
    const { tab, calls } = opened;
    await tab
      .getByText(/% right/)
      .first()
      .waitFor();
    const looks = (): number => calls.filter(({ method }) => method === "estimate").length;
    await tab.keyboard.press("b");
    await tab
      .getByText("You judge blind: numbers come once all clips are judged.")
      .first()
      .waitFor();
    const before = looks();
    assert.equal(await tab.locator(".tile .verdict:not(.none)").count(), 0);
    assert.equal(await tab.locator(".tile b").count(), 0);
    assert.notInclude(await tab.locator("main").innerText(), "Screech-Owl");
    assert.notInclude(await tab.locator("main").innerText(), "% right");
    await tab.keyboard.press("Home");
    await tab.keyboard.press("c");
    await tab.locator(".tile .verdict.wrong").waitFor();
    await onClip(tab, 2);
    assert.equal(await tab.locator(".tile b").count(), 1);
    await until(() => made.of(1)[0]?.verdictBy === "Ana Quispe");
    assert.equal(looks(), before);
    await tab.context().close();
  });

  test("of 2,000 clips only those near the view are drawn, and verdicts fill no memory", async () => {
    const made = owls(2_000);
    const opened = await shown(made);
    const { tab } = opened;
    const drawn = (): Promise<number> => tab.locator(".tile").count();
    assert.isBelow(await drawn(), 60);
    const nodes = (): Promise<number> => tab.evaluate(() => document.querySelectorAll("*").length);
    for (let at = 0; at < 30; at++) await tab.keyboard.press("x");
    await onClip(tab, 31);
    const before = await nodes();
    for (let at = 0; at < 60; at++) await tab.keyboard.press("x");
    await onClip(tab, 91);
    assert.isBelow(await drawn(), 60);
    assert.isBelow(await nodes(), before + 200);
    await tab.keyboard.press("End");
    await onClip(tab, 2_000);
    assert.isBelow(await drawn(), 60);
    await tab.context().close();
  });
});
