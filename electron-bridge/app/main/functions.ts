/** What `window.app` does, once a call of it has been checked. */
import { refused } from "@linnet/electron-bridge/main/failures.js";
import type { GrantRow, Picked } from "../shared/app-api.js";
import type { Handlers } from "../node/params.js";
import { grantAll } from "../node/picking.js";
import { LINKS } from "../node/links.js";
import { redacted, thisPerson } from "../node/redacted.js";
import { writeSample } from "../node/sample.js";
import { saveFile } from "../node/save-file.js";
import { readSettingsCopy, writeSettingsCopy } from "../node/settings-copies.js";
import type { Electron } from "./electron.js";
import { setMenu } from "./menu.js";
import type { App } from "./app.js";

/** Lines of the log that a page is shown. */
const LINES = 200;

export function functionsOf(electron: Electron, app: App): Handlers {
  const { shell, nativeTheme } = electron;
  const { settings, grants, project, dialogs, engine, log, places, words } = app;
  /** What is refused is said in a dialog, and left out. */
  const granted = async (paths: string[]): Promise<Picked[]> => {
    const { picked, refused: not } = await grantAll(paths, grants, words());
    if (not !== "") await dialogs.say(not);
    return picked;
  };
  const rows = (): GrantRow[] =>
    grants.list().map(({ path, added, off }) => {
      return { path, added, off: off === undefined ? null : words().off[off] };
    });
  return {
    info: async () => ({
      version: electron.app.getVersion(),
      platform: process.platform,
      project: project.now,
      recent: project.recent,
      media: places.media,
      settingsTrouble: settings.trouble,
      backup: await project.backup(),
    }),
    settings: () => Promise.resolve(settings.settings),
    changeSettings: async (some) => {
      const changed = await settings.change(some);
      nativeTheme.themeSource = changed.theme;
      if ("language" in some) setMenu(electron, words(), places.devTools);
      return changed;
    },
    exportSettings: async () =>
      writeSettingsCopy(await dialogs.pick("settingsOut"), settings.settings, words()),
    importSettings: async () => readSettingsCopy(await dialogs.pick("settingsIn"), words()),
    pick: async (purpose) => {
      const paths = await dialogs.pick(purpose);
      if (purpose !== "project" && purpose !== "newProject") return granted(paths);
      // A project that a person chose can be opened; the page may name nothing else there.
      return paths.map((path) => project.allow(path, purpose === "newProject"));
    },
    sample: async () => granted([await writeSample(electron.app.getPath("documents"))]),
    saveFile: async (kind, name, bytes) => saveFile(await dialogs.pick(kind, name), bytes, words()),
    dropped: granted,
    grants: () => grants.lookAgain().then(rows),
    revoke: (path) => {
      grants.revoke(path);
      return Promise.resolve(rows());
    },
    openProject: async (path) => {
      if (!project.mayOpen(path)) return { ok: false, error: refused("Choose the project first.") };
      return project.open(path);
    },
    addModel: () => dialogs.addModel(engine),
    showInFolder: async (path) => {
      const known = [log.path, project.now.path].includes(path) || (await grants.allows(path));
      if (!known) throw new Error(`"${path}" is not in a folder that was picked.`);
      shell.showItemInFolder(path);
    },
    openLink: (link) => shell.openExternal(LINKS[link]),
    log: async (open) => {
      const failed = open ? await shell.openPath(log.path) : "";
      if (failed !== "") throw new Error(failed);
      return { path: log.path, lines: await log.last(LINES), trouble: log.trouble ?? null };
    },
    redacted: (lines) => Promise.resolve(lines.map((each) => redacted(each, thisPerson()))),
  };
}
