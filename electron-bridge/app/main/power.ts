/** Keeps the computer awake while a job runs, shows how far it is, and says when it has ended. */
import type { BrowserWindow } from "electron/main";
import type { Jobs } from "@linnet/electron-bridge/main/jobs.js";
import type { Electron } from "./electron.js";
import { bringUp } from "./window.js";
import type { Words } from "../node/words.js";

/** Electron's values for "something goes on" and "no bar". */
const SOME = 2;
const NONE = -1;

export function watchPower(
  { powerSaveBlocker, Notification }: Electron,
  jobs: Jobs,
  window: () => BrowserWindow | undefined,
  words: () => Words,
): void {
  let awake: number | undefined;
  jobs.subscribe((news) => {
    const { running } = jobs.list();
    if (running.length > 0) awake ??= powerSaveBlocker.start("prevent-app-suspension");
    else if (awake !== undefined) {
      powerSaveBlocker.stop(awake);
      awake = undefined;
    }
    window()?.setProgressBar(running.length === 0 ? NONE : share(running[0]?.progress));
    if (news.change !== "job" || window()?.isFocused() !== false) return;
    const { state, title } = news.job;
    if ((state !== "done" && state !== "failed") || !Notification.isSupported()) return;
    const said = state === "done" ? words().ended : words().failed;
    const notification = new Notification({ title: said, body: title });
    notification.on("click", () => {
      bringUp(window());
    });
    notification.show();
  });
}

function share({ done, total }: Record<string, unknown> = {}): number {
  const known = typeof done === "number" && typeof total === "number" && total > 0;
  return known ? Math.min(1, done / total) : SOME;
}
