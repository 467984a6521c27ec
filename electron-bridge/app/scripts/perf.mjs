// Prints every budget of the app with pass or fail: the real page, main, bridge and engine, on a catalog
// of a million detections. By hand, on a quiet machine:
//   node app/scripts/perf.mjs [--minutes 5] [--only WORD] [--ten FILE]
// `--minutes 120` is the long form of the scripted work; `--ten` names a catalog of ten million.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { load } from "./load.mjs";

const app = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    only: { type: "string" },
    ten: { type: "string" },
  },
});
// Electron has windows, so what is measured has them too.
process.env.LINNET_CHROMIUM ??= "/usr/bin/chromium";
const { measure } = await load(`${app}/test/perf/measure.ts`);
const ok = await measure({ ...values, minutes: Number(values.minutes) });
process.exit(ok ? 0 : 1);
