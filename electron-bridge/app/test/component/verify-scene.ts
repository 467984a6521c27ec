/** The page Verify over a made sample, as its tests open it. */
import type { Browser } from "playwright-core";
import { longMedia, madeMedia } from "./made-detections.js";
import { MadeSamples } from "./made-samples.js";
import { open, type Opened, type Script } from "./scripted.js";
import { onTiles } from "./tile-steps.js";

export interface Shown {
  script?: Script;
  /** The next clip is played by itself. */
  autoplay?: boolean;
  media?: typeof longMedia;
}

/** The first sample, with the keys on its tiles. */
export async function sampleShown(
  browser: Browser,
  made: MadeSamples,
  { script, autoplay = false, media }: Shown = {},
): Promise<Opened> {
  const opened = await open(browser, {
    hash: "#/verify?s=1",
    media: media ?? (autoplay ? longMedia : madeMedia),
    settings: { labeler: "Ana Quispe", language: "en", autoplay },
    script: made.script(script),
  });
  await onTiles(opened.tab);
  return opened;
}

export function owls(members = 60): MadeSamples {
  const made = new MadeSamples();
  made.add("Owls", members);
  return made;
}
