/** A recording is looked at, heard and labelled, by the pointer and by keys. */
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { madeMedia } from "./made-detections.js";
import { MadeRecording, OWL, SECONDS, soundOfLabel, TIT } from "./made-label.js";
import { open, type Opened, Refusal, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: Label is not tested.");

describe.skipIf(executable === undefined)("Label", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  async function shown(made: MadeRecording, some: Scripted = {}): Promise<Opened> {
    const opened = await open(browser, {
      hash: "#/label?r=7",
      media: madeMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      ...some,
      script: made.script(some.script),
    });
    await opened.tab.getByRole("application").waitFor();
    return opened;
  }

  const view = (tab: Tab): Promise<{ from: number; seconds: number; low: number; high: number }> =>
    tab.evaluate(() => {
      const query = new URLSearchParams(location.hash.split("?")[1]);
      const value = (name: string): number => Number(query.get(name) ?? NaN);
      return { from: value("t"), seconds: value("s"), low: value("lo"), high: value("hi") };
    });

  /** Wait until the address tells a view that is as wanted. */
  async function seen(tab: Tab, wanted: (now: Awaited<ReturnType<typeof view>>) => boolean) {
    while (!wanted(await view(tab))) await tab.waitForTimeout(20);
  }

  const pick = async (tab: Tab, species: string): Promise<void> => {
    await tab.getByRole("combobox").fill(species);
    await tab.locator(".species-popover [role=option]", { hasText: species }).waitFor();
    await tab.locator(".species-popover [role=option]").nth(1).waitFor({ state: "detached" });
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab.getByRole("dialog").waitFor({ state: "detached" });
  };

  async function dragged(tab: Tab, from: [number, number], to: [number, number]): Promise<void> {
    const box = await tab.locator(".long-picture").boundingBox();
    assert.isNotNull(box);
    const at = ([x, y]: [number, number]): [number, number] => [
      box.x + x * box.width,
      box.y + y * box.height,
    ];
    await tab.mouse.move(...at(from));
    await tab.mouse.down();
    await tab.mouse.move(...at(to), { steps: 4 });
    await tab.mouse.up();
  }

  test("a box is drawn, named, stretched by its edge, and all steps are taken back", async () => {
    const made = new MadeRecording();
    const { tab, errors } = await shown(made);
    // 30 s and 12 kHz are in view.
    await dragged(tab, [0.2, 0.3], [0.4, 0.6]);
    await tab.locator(".label-chosen", { hasText: "It is not kept before you name it" }).waitFor();
    assert.isEmpty(made.labels);
    await pick(tab, OWL);
    await until(() => made.labels.length === 1);
    const [label] = made.labels;
    assert.closeTo(label!.start, 6, 0.1);
    assert.closeTo(label!.end, 12, 0.1);
    assert.closeTo(label!.lowHz ?? NaN, 4800, 60);
    assert.closeTo(label!.highHz ?? NaN, 8400, 60);
    assert.equal(label!.species, OWL);

    await tab.getByRole("region", { name: "Chosen label" }).waitFor();
    await dragged(tab, [0.4, 0.45], [0.5, 0.45]);
    await until(() => Math.abs(made.labels[0]!.end - 15) < 0.1);
    assert.closeTo(made.labels[0]!.start, 6, 0.1);
    await dragged(tab, [0.3, 0.45], [0.4, 0.35]);
    await until(() => Math.abs(made.labels[0]!.start - 9) < 0.1);
    assert.closeTo(made.labels[0]!.highHz ?? NaN, 9600, 60);

    for (let step = 0; step < 3; step++) await tab.keyboard.press("Control+z");
    await until(() => made.labels.length === 0);
    await tab.keyboard.press("Control+y");
    await until(() => made.labels.length === 1);
    assert.closeTo(made.labels[0]!.end, 12, 0.1);
    assert.deepEqual(errors, []);
  });

  test("all of it by keys: draw, name, move, stretch, judge, rename, take back", async () => {
    const made = new MadeRecording();
    const { tab, errors } = await shown(made);
    await tab.locator(".long-area:focus").waitFor();
    await tab.keyboard.press("a");
    await pick(tab, OWL);
    await until(() => made.labels.length === 1);
    assert.closeTo(made.labels[0]!.start, 13.5, 0.01);
    await tab.getByRole("region", { name: "Chosen label" }).waitFor();
    await tab.locator(".long-area").focus();
    await tab.keyboard.press("Control+ArrowLeft");
    await until(() => Math.abs(made.labels[0]!.start - 13.2) < 0.01);
    await tab.keyboard.press("Control+Shift+ArrowRight");
    await until(() => Math.abs(made.labels[0]!.end - 16.5) < 0.01);
    await tab.keyboard.press("v");
    await until(() => made.labels[0]?.verified === "UNSURE");
    await tab.keyboard.press("s");
    await pick(tab, TIT);
    await until(() => made.labels[0]?.species === TIT);
    // The last two names are a key away.
    await tab.keyboard.press("2");
    await until(() => made.labels[0]?.species === OWL);
    await tab.keyboard.press("Delete");
    await until(() => made.labels.length === 0);
    assert.deepEqual(errors, []);
  });

  test("a label that was moved by a key is kept where another one is moved at once", async () => {
    const made = new MadeRecording()
      .label(OWL, 4, 6, [1000, 3000])
      .label(TIT, 20, 22, [1000, 3000]);
    const { tab } = await shown(made);
    await tab.getByRole("option", { name: OWL }).press("Enter");
    await tab.getByRole("region", { name: "Chosen label" }).waitFor();
    await tab.locator(".long-area").focus();
    await tab.keyboard.press("Control+ArrowRight");
    // 30 s and 12 kHz are in view.
    await dragged(tab, [21 / 30, 10 / 12], [24 / 30, 10 / 12]);
    await until(() => made.labels.some(({ start }) => Math.abs(start - 4.3) < 0.05));
    await until(() => made.labels.some(({ start }) => Math.abs(start - 23) < 0.1));
    assert.lengthOf(made.labels, 2);
  });

  test("the numbers of a label are typed, and its list twin goes to it", async () => {
    const made = new MadeRecording().label(OWL, 4, 6, [1000, 3000]).label(TIT, 20, 21);
    const { tab } = await shown(made);
    await tab.getByRole("option", { name: TIT }).press("Enter");
    await tab.getByRole("region", { name: "Chosen label" }).getByText(TIT).first().waitFor();
    await tab.getByRole("option", { name: OWL }).press("Enter");
    await tab.getByRole("textbox", { name: "To, s" }).fill("7,5");
    await tab.getByRole("textbox", { name: "Highest, Hz" }).fill("900");
    await tab.getByText("the highest lie above the lowest").first().waitFor();
    await tab.getByRole("textbox", { name: "Highest, Hz" }).fill("4000");
    await tab.keyboard.press("Enter");
    await until(() => made.labels.some(({ end, highHz }) => end === 7.5 && highHz === 4000));
  });

  test("the view goes where the keys and the wheel lead, and never out of the recording", async () => {
    const { tab } = await shown(new MadeRecording());
    await tab.locator(".long-area:focus").waitFor();
    const after = async (key: string): ReturnType<typeof view> => {
      const before = JSON.stringify(await view(tab));
      await tab.keyboard.press(key);
      await seen(tab, (now) => JSON.stringify(now) !== before);
      return view(tab);
    };
    assert.closeTo((await after("ArrowRight")).from, 3, 0.01);
    assert.closeTo((await after("End")).from, SECONDS - 30, 0.01);
    assert.closeTo((await after("=")).seconds, 21, 0.01);
    assert.deepEqual(await after("0"), { from: 0, seconds: SECONDS, low: 0, high: 24_000 });
    const closer = await after("]");
    assert.deepEqual([closer.low, closer.high], [0, 16_800]);
    assert.equal((await after("ArrowUp")).low, 1680);
    const picture = await tab.locator(".long-picture").boundingBox();
    await tab.mouse.move(picture!.x + picture!.width / 2, picture!.y + 50);
    await tab.keyboard.down("Control");
    await tab.mouse.wheel(0, -1000);
    await tab.keyboard.up("Control");
    await seen(tab, (now) => now.seconds < SECONDS / 5);
    const { from, seconds } = await view(tab);
    assert.closeTo(from + seconds / 2, SECONDS / 2, 2);
    await tab.keyboard.press("Control+g");
    await tab.getByRole("textbox", { name: "Time" }).fill("05:30:00");
    await tab.keyboard.press("Enter");
    await seen(tab, (now) => Math.abs(now.from + seconds / 2 - 1800) < 1);
  });

  test("what a model heard is judged, never moved; a verdict's key says so", async () => {
    const made = new MadeRecording().heard(OWL, 9, 0.71).heard(TIT, 9, 0.4);
    const { tab } = await shown(made);
    await tab.locator(".long-area:focus").waitFor();
    await tab.keyboard.press("Shift+ArrowRight");
    await tab.getByRole("region", { name: "Chosen detection" }).waitFor();
    await tab.keyboard.press("x");
    await until(() => made.detections[0]?.verified === "YES");
    await tab.keyboard.press("Delete");
    await tab
      .getByRole("status")
      .filter({ hasText: "cannot be taken back: say that it is wrong" })
      .waitFor();
    await tab.keyboard.press("d");
    await tab.getByText("Nothing is labelled here").first().waitFor();
  });

  test("a key that finds nothing to act on says why, and a label that is wrong says where it went", async () => {
    const made = new MadeRecording().label(OWL, 4, 6);
    const { tab } = await shown(made);
    await tab.locator(".long-area:focus").waitFor();
    const said = (text: string): Promise<void> =>
      tab.getByRole("status").filter({ hasText: text }).waitFor();
    for (const key of ["x", "s", "t", "Delete"]) {
      await tab.keyboard.press(key);
      await said("Choose a label or a detection first.");
    }
    await tab.keyboard.press("b");
    await said("Name a label first: its species is what each drag gets.");
    await tab.getByRole("option", { name: OWL }).press("Enter");
    await tab.getByRole("region", { name: "Chosen label" }).waitFor();
    await tab.keyboard.press("9");
    await said("No species has this number yet");
    await tab.keyboard.press("c");
    await tab.locator(".toast", { hasText: "no longer shown. Ctrl+Z takes it back." }).waitFor();
    await tab.keyboard.press("Control+z");
    await until(() => made.labels[0]?.verified === "YES");
  });

  test("sound begins where the person clicked, in a loop over the chosen label", async () => {
    const made = new MadeRecording().label(OWL, 20, 22);
    const asked: string[] = [];
    const media = (address: string): Buffer | undefined => {
      if (address.includes("clip/")) asked.push(address);
      return soundOfLabel(address);
    };
    const { tab } = await shown(made, { media });
    const picture = await tab.locator(".long-picture").boundingBox();
    await tab.mouse.click(picture!.x + picture!.width / 3, picture!.y + picture!.height / 2);
    await tab.keyboard.press("Space");
    await tab.getByRole("button", { name: "Stop" }).waitFor();
    await until(() => asked.length > 0);
    assert.closeTo(Number(/clip\/7\/([\d.]+)-/.exec(asked[0]!)?.[1]), 10, 0.2);
    await tab.keyboard.press("Space");
    await tab.getByRole("button", { name: "Play" }).waitFor();
    await tab.getByRole("option", { name: OWL }).press("Enter");
    await tab.locator(".long-area").focus();
    asked.length = 0;
    await tab.keyboard.press("y");
    await tab.keyboard.press("Space");
    await until(() => asked.length > 0);
    assert.match(asked[0]!, /clip\/7\/20-22/);
  });

  test("the waveform says how loud the view is, and a drag over it is a label of a time alone", async () => {
    const made = new MadeRecording();
    const { tab, calls, errors } = await shown(made);
    await tab.locator(".long-area:focus").waitFor();
    const asked = (): number => calls.filter(({ method }) => method === "waveform").length;
    assert.equal(asked(), 0);
    await tab.keyboard.press("w");
    // 30 s are in view, with a second at full scale.
    await tab.getByRole("img", { name: "reaches full scale" }).waitFor();
    // Closer, what is loud lies beside the view.
    for (let times = 0; times < 6; times++) await tab.keyboard.press("=");
    await seen(tab, ({ seconds }) => seconds < 4);
    await tab.getByRole("img", { name: "the loudest sound in view has -40 dB" }).waitFor();
    await until(() => calls.some(({ params }) => (params as { format?: string }).format === "i16"));
    const wave = await tab.locator(".waveform").boundingBox();
    const y = wave!.y + wave!.height / 2;
    await tab.mouse.move(wave!.x + 0.25 * wave!.width, y);
    await tab.mouse.down();
    await tab.mouse.move(wave!.x + 0.5 * wave!.width, y, { steps: 3 });
    await tab.mouse.up();
    await pick(tab, OWL);
    await until(() => made.labels.length === 1);
    const [label] = made.labels;
    const { from, seconds } = await view(tab);
    assert.closeTo(label!.start, from + 0.25 * seconds, 0.1);
    assert.closeTo(label!.end, from + 0.5 * seconds, 0.1);
    assert.isNull(label!.lowHz);
    // Where it is shown is kept with the project.
    await until(() => calls.some(({ method }) => method === "memos/set"));
    await tab.keyboard.press("w");
    await tab.locator(".waveform").waitFor({ state: "detached" });
    assert.deepEqual(errors, []);
  });

  test("a file that is cut short is hatched from there on, over picture and waveform", async () => {
    const made = new MadeRecording();
    const { overview } = made.script();
    const cut = (asked: Parameters<NonNullable<typeof overview>>[0]): unknown => ({
      ...(overview?.(asked) as object),
      ...{ seconds: 15, trouble: "The file ends in the middle of a block." },
    });
    const { tab } = await shown(made, { script: { overview: cut } });
    const missing = tab.locator(".long-missing", { hasText: "cut short" });
    await missing.waitFor();
    const [box, picture] = [
      await missing.boundingBox(),
      await tab.locator(".long-picture").boundingBox(),
    ];
    assert.closeTo(box!.x, picture!.x + picture!.width / 2, 2);
    await tab.keyboard.press("w");
    await tab.locator(".waveform").waitFor();
    await tab.waitForFunction(() => {
      const bottom = (name: string): number =>
        document.querySelector(name)?.getBoundingClientRect().bottom ?? NaN;
      return Math.abs(bottom(".long-missing") - bottom(".waveform")) < 2;
    });
  });

  test("a label is copied by Alt and the pointer, by a key and by its button, a step each", async () => {
    const made = new MadeRecording().label(OWL, 6, 9, [4000, 6000]);
    const { tab, errors } = await shown(made);
    await tab.getByRole("option", { name: OWL }).press("Enter");
    await tab.getByRole("region", { name: "Chosen label" }).waitFor();
    await tab.locator(".long-area").focus();
    // 30 s and 12 kHz are in view.
    await tab.keyboard.down("Alt");
    await dragged(tab, [0.25, 0.6], [0.55, 0.5]);
    await tab.keyboard.up("Alt");
    await until(() => made.labels.length === 2);
    const [own, copy] = made.labels;
    assert.deepEqual([own!.start, own!.lowHz], [6, 4000]);
    assert.closeTo(copy!.start, 15, 0.1);
    assert.closeTo(copy!.end, 18, 0.1);
    assert.closeTo(copy!.lowHz ?? NaN, 5200, 60);
    assert.equal(copy!.species, OWL);
    await tab.getByText("Label copied").first().waitFor();
    // The copy is chosen once it is there.
    await tab.waitForFunction(() =>
      document.querySelector<HTMLInputElement>(".label-place input")?.value.startsWith("1"),
    );
    await tab.keyboard.press("Control+d");
    await until(() => made.labels.length === 3);
    assert.closeTo(made.labels[2]!.start, copy!.end, 0.01);
    await tab.keyboard.press("Control+z");
    await until(() => made.labels.length === 2);
    await tab.keyboard.press("Control+z");
    await until(() => made.labels.length === 1);
    await tab.getByRole("option", { name: OWL }).nth(1).waitFor({ state: "detached" });
    await tab.getByRole("option", { name: OWL }).press("Enter");
    await tab.getByRole("button", { name: "Copy" }).click();
    await until(() => made.labels.length === 2);
    assert.equal(made.labels[1]!.start, 9);
    assert.deepEqual(errors, []);
  });

  test("with Ctrl a box is drawn where another one lies, and a key draws one of a time alone", async () => {
    const made = new MadeRecording().label(OWL, 3, 27);
    const { tab } = await shown(made);
    await tab.locator(".long-area:focus").waitFor();
    await tab.getByRole("option", { name: OWL }).waitFor();
    await tab.keyboard.down("Control");
    await dragged(tab, [0.3, 0.3], [0.5, 0.6]);
    await tab.keyboard.up("Control");
    await pick(tab, TIT);
    await until(() => made.labels.length === 2);
    assert.deepEqual([made.labels[0]!.start, made.labels[0]!.end], [3, 27]);
    assert.closeTo(made.labels[1]!.start, 9, 0.1);
    await tab.locator(".long-area").focus();
    await tab.keyboard.press("Shift+A");
    await pick(tab, TIT);
    await until(() => made.labels.length === 3);
    assert.deepEqual([made.labels[2]!.lowHz, made.labels[2]!.highHz], [null, null]);
  });

  test("a recording is shown as a model hears it: its band, its windows, its own picture if known", async () => {
    const asked: string[] = [];
    const media = (address: string): Buffer | undefined => {
      asked.push(address);
      return madeMedia(address);
    };
    const hash = "#/label?r=7&t=0&s=30&lo=0&hi=20000";
    const { tab, errors } = await shown(new MadeRecording(), { media, hash });
    await tab.locator(".long-area:focus").waitFor();
    await until(() => asked.length > 0);
    assert.isFalse(asked.some((address) => address.includes("model=")));
    await tab.keyboard.press("i");
    const said = (text: string): Promise<void> =>
      tab.locator(".label-heard", { hasText: text }).waitFor();
    await said("BirdNET v2.4 gets 48,000 samples a second, in windows of 3 s.");
    await said("It hears nothing above 15 kHz. You see its own bands.");
    await until(() => asked.some((address) => address.includes("model=birdnet-v2.4")));
    await tab.getByRole("button", { name: "as the model hears Heard band" }).waitFor();
    const [unheard, picture] = [
      await tab.locator(".long-unheard").boundingBox(),
      await tab.locator(".long-picture").boundingBox(),
    ];
    // 15 of 20 kHz, and a line for each 3 of 30 s.
    assert.closeTo(unheard!.height, picture!.height / 4, 1);
    assert.closeTo(unheard!.y, picture!.y, 1);
    const apart = await tab.locator(".long-windows").evaluate((part) => part.style.backgroundSize);
    assert.closeTo(Number.parseFloat(apart), picture!.width / 10, 0.5);
    await tab.keyboard.press("0");
    await said("From so far away plain frequencies are shown");
    await tab.locator(".long-windows").waitFor({ state: "detached" });
    await tab.getByRole("button", { name: /Heard by/ }).click();
    await tab.getByRole("option", { name: "Perch" }).click();
    await said("Its own picture is not known: plain frequencies are shown.");
    await tab.locator(".long-area").focus();
    await tab.keyboard.press("i");
    await tab.locator(".label-heard").waitFor({ state: "detached" });
    await tab.locator(".long-unheard").waitFor({ state: "detached" });
    assert.deepEqual(errors, []);
  });

  test("ultrasound is heard by time expansion, then by a detector tuned by hand or to the box", async () => {
    const made = new MadeRecording().label(OWL, 4, 6, [40_000, 44_000]);
    made.recording.sampleRate = 384_000;
    const { tab, calls, errors } = await shown(made);
    await tab.locator(".long-area:focus").waitFor();
    for (const shownAs of ["×5", "×10", "×20", "heterodyne"]) {
      await tab.keyboard.press("e");
      await tab.getByRole("button", { name: shownAs }).waitFor();
    }
    await tab.getByRole("textbox", { name: "Tuned to, kHz" }).fill("50,5");
    await until(() => {
      const last = calls.findLast(({ method }) => method === "memos/set")?.params;
      const { value = {} } = (last ?? {}) as { value?: Record<string, unknown> };
      const { heterodyne, heterodyneHz, expansion } = value;
      return heterodyne === true && heterodyneHz === 50_500 && expansion === 1;
    });
    await tab.getByRole("option", { name: OWL }).press("Enter");
    await tab.getByText("tuned to the box: 42 kHz").waitFor();
    await tab.locator(".long-area").focus();
    await tab.keyboard.press("r");
    await tab.getByText("tuned to the box").waitFor({ state: "detached" });
    assert.deepEqual(errors, []);
  });

  test("what could not be kept is said, and the box stays without a name", async () => {
    const made = new MadeRecording();
    const annotate = (): never => {
      throw new Refusal("CatalogUnavailable", "The project cannot be written.");
    };
    const { tab } = await shown(made, { script: { annotate } });
    await tab.locator(".long-area:focus").waitFor();
    await tab.keyboard.press("a");
    await pick(tab, OWL);
    await tab.getByRole("alert").waitFor();
    await tab.locator(".label-chosen", { hasText: "It is not kept before you name it" }).waitFor();
  });

  test("a recording whose file is gone has its labels, and the picture says why", async () => {
    const made = new MadeRecording().label(OWL, 4, 6);
    const { tab } = await shown(made, { media: () => undefined });
    await tab.locator(".long-trouble").waitFor();
    await tab.getByRole("option", { name: OWL }).waitFor();
  });
});
