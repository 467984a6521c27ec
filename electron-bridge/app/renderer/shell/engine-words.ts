/** How the engine is, in words. */
import { useLingui } from "@lingui/react/macro";
import type { EngineState } from "@linnet/electron-bridge/page.js";

export function useEngineWords(): Record<EngineState["state"], string> {
  const { t } = useLingui();
  return {
    starting: t`Starting the engine`,
    ready: t`Engine ready`,
    restarting: t`Engine restarting`,
    failed: t`Engine failed`,
    stopping: t`Engine stopping`,
    stopped: t`Engine stopped`,
  };
}
