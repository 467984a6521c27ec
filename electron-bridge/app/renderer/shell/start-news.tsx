/** Said over every page until it is put away: an older project was brought up to date. */
import { Trans, useLingui } from "@lingui/react/macro";
import { create } from "zustand";
import { useAnswer } from "../data/answer.js";
import { ask } from "../data/call.js";
import { useEngine } from "../data/engine.js";
import { Banner } from "../ui/banner.js";
import { Path } from "../ui/path.js";

/** What was put away stays so on the other pages too. */
const useRead = create<{ read: string | null }>(() => ({ read: null }));

export function StartNews(): React.JSX.Element | null {
  const { t } = useLingui();
  const { project } = useEngine();
  const { read } = useRead();
  const { value: info } = useAnswer(`start news ${String(project)}`, async (signal) => {
    // The engine brings a project up to date before it answers any question about it.
    await ask({ select: "runs", limit: 1 }, { signal });
    return { ok: true, value: await window.app.info() };
  });
  const backup = info?.backup ?? null;
  if (backup === null || backup === read) return null;
  const close = (): void => {
    useRead.setState({ read: backup });
  };
  return (
    <Banner action={{ text: t`Close`, act: close }}>
      <Trans>The project was brought up to date. A copy keeps it as it was:</Trans>{" "}
      <Path path={backup} />
    </Banner>
  );
}
