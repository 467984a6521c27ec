/** The app in Electron; `start.ts` has the order. */
import { join } from "node:path";
import * as electron from "electron";
import { start } from "./start.js";

const { app } = electron;
const root = app.getAppPath();

void start(electron, {
  origin: "app://bundle",
  media: "media://",
  pages: join(root, "dist", "renderer"),
  preload: join(root, "dist", "preload.cjs"),
  sidecar: app.isPackaged
    ? { resourcesPath: process.resourcesPath }
    : { repository: join(root, "..", "..") },
  env: process.env,
  devTools: !app.isPackaged || process.env.LINNET_DEVTOOLS === "1",
});
