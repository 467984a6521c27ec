// Opens the real page over the real engine in a Chromium, to try the app by hand.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { load } from "./load.mjs";

const USE = `npm run app:web -- [--first-run] [--home FOLDER] [--catalog FILE] [--grant FOLDER]...
  [--language es] [--theme dark] [--size 1280x800] [--offline] [--headless [--shot FILE.png]]
There are no native dialogs: each answers with the next --grant. --first-run begins as a new user
does. A headless one ends once the page is there, and can take a picture of it.`;

const app = fileURLToPath(new URL("..", import.meta.url));
const folder = { type: "string" };
const { values } = given({
  options: {
    help: { type: "boolean", default: false },
    "first-run": { type: "boolean", default: false },
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

if (values.help) {
  console.log(USE);
  process.exit(0);
}

function given(config) {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${error.message}\n${USE}`);
    process.exit(2);
  }
}

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
  settings: { begun: !values["first-run"] },
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
