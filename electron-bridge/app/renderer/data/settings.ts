/** The settings of this computer, kept by main; every change acts and is stored at once. */
import { create } from "zustand";
import { USUAL, type Settings } from "../../shared/settings.js";

interface SettingsStore {
  settings: Settings;
  /** Says why the last change was not stored; null if it was. */
  trouble: string | null;
}

export const useSettings = create<SettingsStore>(() => ({ settings: USUAL, trouble: null }));

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
    useSettings.setState({ settings: before, trouble: String(error) });
  }
}
