/** Whether the engine is there; main tells it, and the status bar shows it. */
import { create } from "zustand";
import type { EngineState } from "@linnet/electron-bridge/page.js";

export const useEngine = create<EngineState>(() => ({ state: "starting", project: 0 }));

export function followEngine(): void {
  window.linnet.state.follow((state) => {
    useEngine.setState(state, true);
  });
}
