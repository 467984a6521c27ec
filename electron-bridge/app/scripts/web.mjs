// Opens the real page over the real engine in a Chromium, to try the app by hand:
//   npm run web -w app -- [--headless] [--home FOLDER] [--catalog FILE] [--language es]
//     [--theme dark] [--size 1280x800] [--offline] [--grant FOLDER]... [--shot FILE.png]
// There are no native dialogs: each answers with the next `--grant`. A headless one ends once the
// page is there, and can take a picture of it.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { load } from "./load.mjs";

const app = fileURLToPath(new URL("..", import.meta.url));
const folder = { type: "string" };
const { values } = parseArgs({
  options: {
    headless: { type: "boolean", default: false },
    offline: { type: "boolean", default: false },
    home: folder,
    catalog: folder,
    grant: { ...folder, multiple: true, default: [] },
    language: folder,
    theme: folder,
    size: folder,
    shot: folder,
  },
});

const module = await load(`${app}/test/e2e/harness.ts`);

// npm runs a workspace's script in the workspace's folder.
const place = (path) => resolve(process.env.INIT_CWD ?? ".", path);
const { headless, offline, language, theme } = values;
const [width = 1280, height = 800] = values.size?.split("x").map(Number) ?? [];
const grants = values.grant.map(place);
const running = await module.start({
  headless,
  offline,
  size: { width, height },
  settings: { begun: true },
  answers: grants.map((each) => [each]),
  ...(values.home && { home: place(values.home) }),
  ...(values.catalog && { catalog: place(values.catalog) }),
  ...(language && { language }),
  ...(theme && { theme }),
});
const health = await running.app.engine.call("health", {});
console.log(`Linnet ${health.version}, project ${health.catalog}`);
console.log(`Dialogs answer with: ${grants.join(", ") || "nothing (give --grant FOLDER)"}`);

process.once("SIGINT", () => running.close());
if (!headless) {
  console.log("Close the window to end.");
  await running.closed;
} else if (values.shot) {
  await running.tab().screenshot({ path: place(values.shot) });
  console.log(`Picture: ${values.shot}`);
}
for (const each of running.complaints) console.log(`The page complained: ${each}`);
await running.close();
