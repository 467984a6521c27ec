/** Says over a page that the engine is not there, and what happens to what was asked. */
import { Trans } from "@lingui/react/macro";
import { useEngine } from "../data/engine.js";
import { Banner } from "../ui/banner.js";

export function EngineBar(): React.JSX.Element | null {
  const { state } = useEngine();
  if (state === "restarting") {
    return (
      <Banner tone="warn">
        <Trans>
          The engine ended unexpectedly and is being restarted. A run goes on by itself.
        </Trans>
      </Banner>
    );
  }
  if (state === "failed") {
    return (
      <Banner tone="fail">
        <Trans>The engine could not be started. Nothing that was kept is lost.</Trans>
      </Banner>
    );
  }
  return null;
}
