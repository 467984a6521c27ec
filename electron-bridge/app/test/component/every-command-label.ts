/** How each command of Label is tried. */
import { type Act, type Tried, wait } from "./every-command-steps.js";
import { MadeRecording, OWL, SECONDS, soundOfLabel, TIT } from "./made-label.js";
import { type Opened, until } from "./scripted.js";

/** What the page shows: two labels in view and one later, and what a model heard. */
let made = new MadeRecording();

export const LABEL_PAGE: Tried = {
  options: () => {
    made = new MadeRecording()
      .label(OWL, 10, 12, [2000, 4000])
      .label(TIT, 20, 21)
      .label(TIT, 900, 901)
      .heard(OWL, 3, 0.71);
    const memos: Record<string, unknown> = { "label/settings": { recent: [TIT, OWL] } };
    const script = made.script({ "memos/get": ({ key }) => ({ value: memos[key] ?? null }) });
    return {
      ...{ hash: "#/label?r=7&t=0&s=30&lo=1000&hi=9000", media: soundOfLabel, script },
      settings: { labeler: "Ana Quispe" },
    };
  },
  ready: ".long-area:focus",
};

/** The address tells a view of which this is true. */
const seen =
  (holds: (view: { t: number; s: number; lo: number; hi: number }) => boolean): Act =>
  async ({ tab }) => {
    const read = (): Promise<Record<string, string>> =>
      tab.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.split("?")[1])));
    for (;;) {
      const { t, s, lo, hi } = await read();
      if (holds({ t: Number(t), s: Number(s), lo: Number(lo), hi: Number(hi) })) return;
      await tab.waitForTimeout(20);
    }
  };

const chosen = wait(".label-chosen h3", OWL);

/** The first label is chosen. */
const onLabel: Act = async (opened) => {
  await opened.tab.locator(".label-row.label").first().waitFor();
  await opened.tab.keyboard.press("Shift+ArrowRight");
  await wait(".label-chosen h3")(opened);
  await opened.tab.keyboard.press("Shift+ArrowRight");
  await opened.tab.locator('.label-chosen[aria-label="Chosen label"]').waitFor();
  await chosen(opened);
};

const label = (): (typeof made.labels)[number] | undefined =>
  made.labels.find(({ start }) => start < 15);

/** The chosen label has become as wanted. */
const kept =
  (holds: (its: NonNullable<ReturnType<typeof label>>) => boolean): Act =>
  () =>
    until(() => {
      const its = label();
      return its !== undefined && holds(its);
    });

const changed =
  (holds: Parameters<typeof kept>[0]) =>
  (first: Act = onLabel) => ({ first, acts: kept(holds) });

const setting =
  (name: string, value: unknown): Act =>
  ({ calls }) =>
    until(() =>
      calls.some(({ method, params }) => {
        if (method !== "memos/set") return false;
        const kept = (params as { value: Record<string, unknown> }).value;
        return JSON.stringify(kept[name]) === JSON.stringify(value);
      }),
    );

const playing = wait(".label-tools button.primary", "Stop");
const isSaid = (text: string): Act => wait("[role=status]", text);

/** A step of an arrow is a hundredth of the 30 s and the 8 kHz in view. */
const near = (one: number | null, other: number): boolean => Math.abs((one ?? NaN) - other) < 0.001;

export const LABEL_CASES = {
  "app.label": {
    acts: ({ tab }: Opened) => tab.waitForFunction(() => location.hash.startsWith("#/label")),
  },
  "label.play": { acts: playing },
  "label.loop": { first: onLabel, acts: wait(".label-tools [data-selected]", "Loop") },
  "label.slower": { acts: setting("speed", 0.5) },
  "label.faster": { acts: setting("speed", 2) },
  "label.normal": {
    first: async (opened: Opened) => {
      await opened.tab.keyboard.press("n");
      await setting("speed", 0.5)(opened);
    },
    acts: setting("speed", 1),
  },
  "label.expansion": { acts: setting("expansion", 5) },
  "label.back": {
    first: async (opened: Opened) => {
      await opened.tab.keyboard.press(".");
      await wait(".long-cursor")(opened);
    },
    acts: cursorAt("0%"),
  },
  "label.ahead": { acts: cursorAt("16.6667%") },
  "label.farBack": {
    first: async (opened: Opened) => {
      await opened.tab.keyboard.press(".");
      await cursorAt("16.6667%")(opened);
    },
    acts: cursorAt("0%"),
  },
  "label.farAhead": { acts: seen(({ t }) => t > 0) },
  "label.goto": { acts: wait("[role=dialog]", "Go to a time") },
  "label.open": { acts: wait("[role=dialog]", "Open a recording") },
  "label.next": { acts: wait("h1", "20260314_060000") },
  "label.before": { acts: isSaid("This is the first recording.") },
  "label.add": { acts: wait(".label-chosen", "no name yet") },
  "label.addTime": {
    acts: async (opened: Opened) => {
      await wait(".label-chosen", "no name yet")(opened);
    },
  },
  "label.copy": { first: onLabel, acts: () => until(() => made.labels.length === 4) },
  "label.species": { first: onLabel, acts: wait("[role=dialog]", "Which species is it?") },
  "label.recent": changed(({ species }) => species === TIT)(),
  "label.continuous": { acts: wait(".label-tools [data-selected]", "Each drag is") },
  "label.right": changed(({ verified }) => verified === "YES")(async (opened) => {
    await onLabel(opened);
    await opened.tab.keyboard.press("v");
    await kept(({ verified }) => verified === "UNSURE")(opened);
  }),
  "label.wrong": { first: onLabel, acts: kept(({ verified }) => verified === "NO") },
  "label.unsure": changed(({ verified }) => verified === "UNSURE")(),
  "label.clear": changed(({ verified }) => verified === "UNVERIFIED")(),
  "label.note": { first: onLabel, acts: wait("[role=dialog]", "Note") },
  "label.takeBack": { first: onLabel, acts: () => until(() => label() === undefined) },
  "label.undo": {
    first: async (opened: Opened) => {
      await onLabel(opened);
      await opened.tab.keyboard.press("v");
      await kept(({ verified }) => verified === "UNSURE")(opened);
    },
    acts: kept(({ verified }) => verified === "YES"),
  },
  "label.redo": {
    first: async (opened: Opened) => {
      await onLabel(opened);
      await opened.tab.keyboard.press("v");
      await kept(({ verified }) => verified === "UNSURE")(opened);
      await opened.tab.keyboard.press("Control+z");
      await kept(({ verified }) => verified === "YES")(opened);
    },
    acts: kept(({ verified }) => verified === "UNSURE"),
  },
  "label.detections": { acts: setting("detections", false) },
  "label.waveform": { acts: wait('.waveform[aria-label*="full scale"]') },
  "label.heard": { acts: wait(".label-heard", "hears nothing above 15 kHz") },
  "label.contrast": { acts: wait(".label-contrast", /-\d+…-\d+ dB/) },
  "label.list": { acts: wait(".label-list :focus") },

  "sounds.left": { first: ahead, acts: seen(({ t }) => near(t, 0)) },
  "sounds.right": { acts: seen(({ t }) => near(t, 3)) },
  "sounds.up": { acts: seen(({ lo }) => lo === 1800) },
  "sounds.down": { acts: seen(({ lo }) => lo === 200) },
  "sounds.pageLeft": { first: ahead, acts: seen(({ t }) => near(t, 0)) },
  "sounds.pageRight": { acts: seen(({ t }) => near(t, 27)) },
  "sounds.first": { first: ahead, acts: seen(({ t }) => near(t, 0)) },
  "sounds.last": { acts: seen(({ t }) => near(t, SECONDS - 30)) },
  "sounds.closer": { acts: seen(({ s }) => near(s, 21)) },
  "sounds.farther": { acts: seen(({ s }) => s > 42) },
  "sounds.closerHz": { acts: seen(({ lo, hi }) => lo === 1000 && hi === 6600) },
  "sounds.fartherHz": { acts: seen(({ lo, hi }) => lo === 1000 && hi > 12_000) },
  "sounds.all": { acts: seen(({ s, hi }) => s === SECONDS && hi === 24_000) },
  "sounds.nextBox": { acts: wait(".label-chosen h3") },
  "sounds.boxBefore": {
    first: onLabel,
    acts: wait('.label-chosen[aria-label="Chosen detection"]'),
  },
  "sounds.moveLeft": changed(({ start, end }) => near(start, 9.7) && near(end, 11.7))(),
  "sounds.moveRight": changed(({ start, end }) => near(start, 10.3) && near(end, 12.3))(),
  "sounds.moveUp": changed(({ lowHz, highHz }) => near(lowHz, 2080) && near(highHz, 4080))(),
  "sounds.moveDown": changed(({ lowHz, highHz }) => near(lowHz, 1920) && near(highHz, 3920))(),
  "sounds.shorter": changed(({ start, end }) => start === 10 && near(end, 11.7))(),
  "sounds.longer": changed(({ start, end }) => start === 10 && near(end, 12.3))(),
  "sounds.taller": changed(({ lowHz, highHz }) => lowHz === 2000 && near(highHz, 4080))(),
  "sounds.lower": changed(({ lowHz, highHz }) => lowHz === 2000 && near(highHz, 3920))(),
  "sounds.name": { first: onLabel, acts: wait("[role=dialog]", "Which species is it?") },
  "sounds.close": {
    first: onLabel,
    acts: ({ tab }: Opened) => tab.locator(".label-chosen").waitFor({ state: "detached" }),
  },
};

async function ahead(opened: Opened): Promise<void> {
  await opened.tab.keyboard.press("ArrowRight");
  await seen(({ t }) => near(t, 3))(opened);
}

function cursorAt(left: string): Act {
  return ({ tab }) =>
    tab.waitForFunction(
      (wanted) => document.querySelector<HTMLElement>(".long-cursor")?.style.left === wanted,
      left,
    );
}
