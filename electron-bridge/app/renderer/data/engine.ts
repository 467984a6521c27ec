/** Whether the engine is there: its state comes from main, and stands in the status bar. */
import { create } from "zustand";

export type EngineState = "starting" | "ready" | "restarting" | "failed";

interface EngineStore {
  state: EngineState;
  /** The last lines that the engine wrote before it failed. */
  tail: string[];
}

export const useEngine = create<EngineStore>(() => ({ state: "starting", tail: [] }));
