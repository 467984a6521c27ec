/** Where a file that is cut short has no sound any more, hatched over all that is drawn. */
import { Trans } from "@lingui/react/macro";
import { useStore } from "zustand";
import type { ViewStore } from "./view-store.js";
import { shareOf } from "./viewport.js";

interface MissingProps {
  store: ViewStore;
  /** The second at which the sound ends. */
  from: number;
}

export function Missing({ store, from }: MissingProps): React.JSX.Element | null {
  const share = useStore(store, ({ view }) => Math.max(0, shareOf(view, from)));
  if (share >= 1) return null;
  return (
    <div className="long-missing" style={{ left: `${String(100 * share)}%` }}>
      <span>
        <Trans>The file ends here: it was cut short.</Trans>
      </span>
    </div>
  );
}
