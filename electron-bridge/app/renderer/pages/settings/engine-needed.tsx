/** Stands where only the engine can answer, while it does not yet, or cannot. */
import { Trans } from "@lingui/react/macro";
import { useEngine } from "../../data/engine.js";
import { Loading } from "../../ui/loading.js";

export function EngineNeeded(): React.JSX.Element {
  const { state } = useEngine();
  if (state === "ready") return <Loading />;
  return (
    <p className="quiet">
      <Trans>The engine does not run now, so this cannot be shown. See Engine, at the left.</Trans>
    </p>
  );
}
