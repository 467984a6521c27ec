// Puts a link in the place of a file, or of its folder, and the file back, as fast as it can.
import { renameSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [, , what, place, secret, pauseMs] = process.argv;
const aside = `${what === "file" ? place : dirname(place)}.aside`;
const folder = dirname(place);

/** Wait for up to `pauseMs`, so that the file is there at times for long enough to be read. */
const pause = () => {
  const until = performance.now() + Number(pauseMs) * Math.random();
  while (performance.now() < until);
};

const swaps = {
  file: () => {
    symlinkSync(secret, aside);
    renameSync(aside, place);
    pause();
    writeFileSync(aside, "open");
    renameSync(aside, place);
    pause();
  },
  folder: () => {
    renameSync(folder, aside);
    symlinkSync(dirname(secret), folder);
    pause();
    unlinkSync(folder);
    renameSync(aside, folder);
    pause();
  },
};

process.send("ready");
let on = true;
process.on("disconnect", () => (on = false));
process.on("error", () => (on = false)); // a message that nobody reads any more
const turn = () => {
  if (!on) return;
  for (let count = 0; count < 10; count++) swaps[what]();
  process.send?.(10);
  setImmediate(turn);
};

turn();
