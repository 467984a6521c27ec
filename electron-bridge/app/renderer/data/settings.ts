/** The settings of this computer, kept by main; every change acts and is stored at once. */
import { create } from "zustand";
import { messageOf } from "@linnet/electron-bridge/message.js";
import { USUAL, type Settings } from "../../shared/settings.js";

interface SettingsStore {
  settings: Settings;
  /** Says why the last change was not stored; null if it was. */
  trouble: string | null;
  /** Main's sentence about a settings file that could not be read at the start. */
  unread: string | null;
  /** What each change has replaced, the newest last: what "undo" puts back. */
  before: readonly Partial<Settings>[];
}

/** Changes that can be taken back, one after the other. */
const MOST = 100;

export const useSettings = create<SettingsStore>(() => ({
  settings: USUAL,
  trouble: null,
  unread: null,
  before: [],
}));

export async function loadSettings(): Promise<Settings> {
  const settings = await window.app.settings();
  useSettings.setState({ settings });
  return settings;
}

export async function change(some: Partial<Settings>): Promise<void> {
  const { settings, before } = useSettings.getState();
  const names = Object.keys(some) as (keyof Settings)[];
  const replaced = Object.fromEntries(names.map((name) => [name, settings[name]]));
  // A name is typed letter by letter, and is one change.
  const goesOn =
    names.join() === "labeler" && Object.keys(before.at(-1) ?? {}).join() === "labeler";
  const isNew = !goesOn && !("begun" in some);
  if (isNew) useSettings.setState({ before: [...before, replaced].slice(-MOST) });
  if ((await store(some)) || !isNew) return;
  useSettings.setState((state) => ({ before: state.before.filter((each) => each !== replaced) }));
}

/** Put back what the last change replaced; false if there was none. */
export async function undoChange(): Promise<boolean> {
  const { before } = useSettings.getState();
  const last = before.at(-1);
  if (last === undefined) return false;
  useSettings.setState({ before: before.slice(0, -1) });
  if (!(await store(last))) useSettings.setState({ before });
  return true;
}

/** The newest change; main answers an older one with what a person has changed since. */
let latest = 0;

/** Whether main has stored it; where not, what it changed is as before. */
async function store(some: Partial<Settings>): Promise<boolean> {
  const { settings: before } = useSettings.getState();
  const number = ++latest;
  useSettings.setState({ settings: { ...before, ...some } });
  try {
    const stored = await window.app.changeSettings(some);
    useSettings.setState({ trouble: null, ...(number === latest && { settings: stored }) });
    return true;
  } catch (error) {
    // The error came through Electron, whose words stand around main's; main has the sentence alone.
    const { settingsTrouble } = await window.app.info();
    const { settings: now } = useSettings.getState();
    const names = (Object.keys(some) as (keyof Settings)[]).filter(
      (name) => now[name] === some[name],
    );
    const back = Object.fromEntries(names.map((name) => [name, before[name]]));
    const trouble = settingsTrouble ?? messageOf(error);
    useSettings.setState({ settings: { ...now, ...back }, trouble });
    return false;
  }
}
