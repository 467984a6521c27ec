/** Samples are drawn, and judged by keys alone; what the verdicts say stands beside them. */
import type { Methods } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { longMedia, madeMedia } from "./made-detections.js";
import { MadeSamples, OWL } from "./made-samples.js";
import { open, type Opened, Refusal, type Script, until } from "./scripted.js";
import { onClip, onTiles } from "./tile-steps.js";

if (executable === undefined) console.warn("No Chromium here: Verify is not tested.");

const KEYS = ["x", "x", "c", "v", "x", "c", "x", "x", "v", "x"] as const;
const STORED = { x: "YES", c: "NO", v: "UNSURE" } as const;

describe.skipIf(executable === undefined)("Verify", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  async function shown(
    made: MadeSamples,
    some: { script?: Script; autoplay?: boolean; media?: typeof longMedia } = {},
  ): Promise<Opened> {
    const opened = await open(browser, {
      hash: "#/verify?s=1",
      media: some.media ?? (some.autoplay === true ? longMedia : madeMedia),
      settings: { labeler: "Ana Quispe", language: "en", autoplay: some.autoplay ?? false },
      script: made.script(some.script),
    });
    await onTiles(opened.tab);
    return opened;
  }

  const owls = (members = 60): MadeSamples => {
    const made = new MadeSamples();
    made.add("Owls", members);
    return made;
  };

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

  test("sounds like a clip are judged beside the sample, and Escape comes back to its tile", async () => {
    const made = owls();
    const { tab, calls, errors } = await shown(made);
    for (let at = 0; at < 3; at++) await tab.keyboard.press("ArrowRight");
    await onClip(tab, 4);
    await tab.keyboard.press("f");
    const side = tab.getByRole("grid", { name: "Sounds like clip 4" });
    await side.waitFor();
    await tab.getByText("24 sounds like this clip wait.").first().waitFor();
    const { recordingId, start } = made.of(1)[3]!;
    const asked = calls
      .filter(({ method }) => method === "query")
      .map(({ params }) => params as Methods["query"]["params"])
      .find(({ select }) => select === "similar");
    assert.deepEqual(asked?.like, { recordingId, start });
    assert.equal(asked?.model, "BirdNET");
    await tab.locator(".tiles:focus").waitFor();
    assert.include(await tab.locator(".tile").first().innerText(), "0.99");
    await tab.keyboard.press("x");
    await tab.keyboard.press("c");
    await onClip(tab, 3);
    await tab.getByText("22 sounds like this clip wait.").first().waitFor();
    await until(() => made.said.length === 2);
    assert.deepEqual(
      made.said.map(({ species, verified }) => [species, verified]),
      [
        [OWL, "YES"],
        [OWL, "NO"],
      ],
    );
    await tab.keyboard.press("p");
    await tab.getByText("Only clips of a sample are passed over").first().waitFor();
    await tab.keyboard.press("Control+z");
    await tab.getByText("23 sounds like this clip wait.").first().waitFor();
    await tab.keyboard.press("Escape");
    await onClip(tab, 4);
    await tab.getByRole("grid", { name: "Clips of the sample" }).waitFor();
    await tab.locator(".tiles:focus").waitFor();
    assert.equal(made.of(1).filter(({ state }) => state === "judged").length, 0);

    // What was judged is not asked again.
    await tab.keyboard.press("f");
    await tab.getByText("24 sounds like this clip wait.").first().waitFor();
    assert.notInclude(await tab.locator(".tile").first().innerText(), "0.99");
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("without embeddings the page says why there are no similar sounds", async () => {
    const made = owls();
    const { tab } = await shown(made, {
      script: {
        query: (asked) => {
          if (asked.select === "similar") throw new Refusal("InvalidParams", "No embedding.");
          return made.query(asked);
        },
      },
    });
    await tab.keyboard.press("f");
    await tab.getByText("There is nothing to compare with").first().waitFor();
    await tab.getByText("The model kept no embedding of this clip").first().waitFor();
    await tab.keyboard.press("Escape");
    await tab.locator(".tiles:focus").waitFor();
    await tab.context().close();
  });

  test("one clip has right ones of other sites beside it, which a blind judge does not see", async () => {
    const made = owls();
    const { tab, calls, errors } = await shown(made, { autoplay: true });
    await tab.keyboard.press("o");
    const references = tab.getByRole("region", { name: "Right clips of other sites" });
    await references.locator(".reference").nth(2).waitFor();
    assert.equal(await references.locator(".reference").count(), 3);
    const { site } = made.of(1)[0]!;
    const texts = await references.innerText();
    assert.notInclude(texts, String(site));
    for (const other of ["Tapir-01", "Tapir-03", "Tapir-04"]) assert.include(texts, other);
    const asked = calls
      .filter(({ method }) => method === "query")
      .map(({ params }) => params as Methods["query"]["params"])
      .find(({ select, where }) => select === "detections" && where?.verified === "YES");
    assert.deepInclude(asked?.where, { species: OWL, site: { ne: site } });
    const heard = (other: string): Promise<void> =>
      references.getByRole("button", { name: new RegExp(`^Stop.*${other}`) }).waitFor();
    await tab.keyboard.press("e");
    await heard("Tapir-03");
    await tab.keyboard.press("e");
    await heard("Tapir-04");
    await references.locator(".reference").first().click();
    await heard("Tapir-03");
    await tab.keyboard.press("b");
    await references.waitFor({ state: "hidden" });
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

  test("a sample is drawn by keys, after what would come of it was shown", async () => {
    const made = new MadeSamples();
    const opened = await open(browser, {
      hash: "#/verify",
      media: longMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      script: made.script(),
    });
    const { tab, calls, errors } = opened;
    await tab.getByText("How often is the model right?").first().waitFor();
    await tab.keyboard.press("d");
    await tab.getByRole("combobox").fill("watsonii");
    await tab.getByRole("option", { name: /Tawny-bellied/ }).waitFor();
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab.getByRole("radio", { name: "60" }).check({ force: true });
    await tab.getByText("60 clips of 1,204 detections").first().waitFor();
    assert.equal(await tab.locator(".draw-plan tbody tr").count(), 5);
    assert.lengthOf(made.samples, 0);
    const name = tab.getByRole("textbox", { name: "Name of the sample" });
    assert.equal(await name.inputValue(), `${OWL}, 60`);
    await name.fill("Owls of March");
    await name.press("Enter");
    await onTiles(tab);
    assert.deepEqual(calls.findLast(({ method }) => method === "samples/draw")?.params, {
      ...{ name: "Owls of March", species: [OWL], n: 60, labeler: { name: "Ana Quispe" } },
    });
    assert.include(await tab.evaluate(() => location.hash), "s=1");
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("a sample is drawn from chosen sites, days and a run, and its rule again with another seed", async () => {
    const made = owls(90);
    const opened = await open(browser, {
      hash: `#/verify?draw=${encodeURIComponent(OWL)}`,
      media: longMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      script: made.script(),
    });
    const { tab, calls, errors } = opened;
    const dialog = tab.getByRole("dialog", { name: "Draw a sample" });
    await dialog.getByText("From what: sites, days, run").click();
    await dialog.getByText("Tapir-02", { exact: true }).click();
    await dialog.getByRole("textbox", { name: "From" }).fill("2026-03-1");
    assert.isTrue(await dialog.getByRole("button", { name: "Draw", exact: true }).isDisabled());
    await dialog.getByRole("textbox", { name: "From" }).fill("2026-03-02");
    await dialog.getByRole("textbox", { name: "To" }).fill("2026-03-20");
    await dialog.getByRole("button", { name: /All runs/ }).press("ArrowDown");
    await tab.getByRole("option", { name: /Run 3/ }).click();
    const where = { site: ["Tapir-02"], date: { between: ["2026-03-02", "2026-03-20"] }, runId: 3 };
    const drawn = (): unknown[] =>
      calls.filter(({ method }) => method === "samples/draw").map(({ params }) => params);
    await until(() => JSON.stringify(drawn().at(-1)).includes('"runId":3'));
    assert.deepInclude(drawn().at(-1), { where, dryRun: true });
    await dialog.getByText("100 clips of 1,204 detections").first().waitFor();
    await tab.keyboard.press("Escape");

    // All that its rule says comes along, also what the dialog has no field for.
    await tab.getByRole("button", { name: "More of Owls" }).press("Enter");
    await tab.getByRole("menuitem", { name: "Draw its rule again…" }).click();
    const name = dialog.getByRole("textbox", { name: "Name of the sample" });
    assert.equal(await name.inputValue(), "Owls (2)");
    assert.equal(await dialog.getByRole("textbox", { name: "Seed" }).inputValue(), "512");
    await dialog.getByRole("textbox", { name: "Seed" }).fill("7");
    await dialog.getByText("90 clips of 1,204 detections").first().waitFor();
    await name.press("Enter");
    await onTiles(tab);
    assert.deepEqual(drawn().at(-1), {
      ...{ name: "Owls (2)", species: [OWL], n: 90, seed: 7, bands: 3, model: "BirdNET" },
      ...{ unit: "siteDay", shown: "rank", labeler: { name: "Ana Quispe" } },
      where: { month: 3, site: ["Tapir-01"], date: { ge: "2026-03-01" } },
    });
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("a colleague's sample comes from a file, after what of it is here was shown", async () => {
    const made = owls(40);
    const opened = await open(browser, {
      hash: "#/verify",
      media: longMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      picked: [
        { path: "/media/ana/Owls of Manu.json", name: "Owls of Manu.json", isFolder: false },
      ],
      script: made.script(),
    });
    const { tab, calls } = opened;
    await tab.locator("table.samples").waitFor();
    await tab.keyboard.press("i");
    const dialog = tab.getByRole("dialog", { name: "Import a sample" });
    await dialog
      .getByText("The sound of 3 clips is in no recording of this project.")
      .first()
      .waitFor();
    assert.lengthOf(made.samples, 1);
    const name = dialog.getByRole("textbox", { name: "Name of the sample" });
    assert.equal(await name.inputValue(), "Owls of Manu");
    await name.fill("Owls of Luis");
    await name.press("Enter");
    await onTiles(tab);
    assert.deepEqual(calls.findLast(({ method }) => method === "samples/import")?.params, {
      ...{ path: "/media/ana/Owls of Manu.json", name: "Owls of Luis" },
    });
    await tab.context().close();
  });

  test("when all is judged, the page says what comes next, and a threshold is kept", async () => {
    const made = owls(30).judged(1, 29);
    const { tab, calls } = await shown(made);
    await tab.keyboard.press("x");
    await tab.getByText("All 30 clips are judged.").first().waitFor();
    await tab.keyboard.press("t");
    await tab
      .getByText(/No threshold can be certified for 90%/)
      .first()
      .waitFor();
    await tab.getByRole("radio", { name: "80%" }).check({ force: true });
    await tab
      .getByText(/No threshold can be certified for 80%/)
      .first()
      .waitFor();
    assert.isTrue(await tab.getByRole("button", { name: "Keep the thresholds" }).isDisabled());
    for (const each of made.of(1)) each.verified = "YES";
    await tab.keyboard.press("Escape");
    await tab.locator(".tiles:focus").waitFor();
    await tab.keyboard.press("t");
    await tab.getByRole("radio", { name: "80%" }).check({ force: true });
    await tab
      .getByText(/From 0.25 on: between/)
      .first()
      .waitFor();
    await tab.getByRole("button", { name: "Keep the thresholds" }).press("Enter");
    await tab.getByText("The thresholds are kept as “Owls”.").first().waitFor();
    assert.deepInclude(calls.find(({ method }) => method === "thresholds/save")?.params, {
      ...{ sample: "Owls", target: 0.8 },
    });
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
