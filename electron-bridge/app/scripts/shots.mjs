// Pictures of every page into .linnet/shots, to be looked at: `make app-shots`, or
//   node app/scripts/shots.mjs [--only settings] [--quick] [--to FOLDER]
// `--quick` takes two looks of each: light in English, dark in Spanish.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { load } from "./load.mjs";

const app = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    quick: { type: "boolean", default: false },
    to: { type: "string", default: resolve(app, "../../.linnet/shots") },
  },
});

const test = (file) => load(`${app}/test/${file}`);

await (await test("built-page.ts")).builtPage();
const taken = await (
  await test("shots/pictures.ts")
).pictures(values.to, values.only, values.quick);
console.log(`${taken} pictures: ${values.to}`);
