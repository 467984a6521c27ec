/** How many dialogs are open: what lies under them waits. */
import { useEffect } from "react";
import { create } from "zustand";

export const useOpenDialogs = create<{ count: number }>(() => ({ count: 0 }));

function more(by: 1 | -1): void {
  useOpenDialogs.setState(({ count }) => ({ count: count + by }));
}

/** Counts a dialog for as long as it is there. */
export function CountedDialog(): null {
  useEffect(() => {
    more(1);
    return () => {
      more(-1);
    };
  }, []);
  return null;
}
