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
}

export const useSettings = create<SettingsStore>(() => ({
  settings: USUAL,
  trouble: null,
  unread: null,
}));

export async function loadSettings(): Promise<Settings> {
  const settings = await window.app.settings();
  useSettings.setState({ settings });
  return settings;
}

export async function change(some: Partial<Settings>): Promise<void> {
  const before = useSettings.getState().settings;
  useSettings.setState({ settings: { ...before, ...some } });
  try {
    useSettings.setState({ settings: await window.app.changeSettings(some), trouble: null });
  } catch (error) {
    // The error came through Electron, whose words stand around main's; main has the sentence alone.
    const { settingsTrouble } = await window.app.info();
    useSettings.setState({ settings: before, trouble: settingsTrouble ?? messageOf(error) });
  }
}
