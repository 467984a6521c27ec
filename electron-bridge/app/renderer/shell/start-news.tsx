/** Said over every page until it is put away: what was done to a file at the start. */
import { Trans, useLingui } from "@lingui/react/macro";
import { create } from "zustand";
import { useAnswer } from "../data/answer.js";
import { ask } from "../data/call.js";
import { useEngine } from "../data/engine.js";
import { Banner } from "../ui/banner.js";
import { Path } from "../ui/path.js";

/** What was put away stays so on the other pages too. */
const useRead = create<{ read: readonly string[] }>(() => ({ read: [] }));

export function StartNews(): React.JSX.Element {
  const { t } = useLingui();
  const { project } = useEngine();
  const { read } = useRead();
  const { value: info } = useAnswer(`start news ${String(project)}`, async (signal) => {
    // The engine brings a project up to date before it answers any question about it.
    await ask({ select: "runs", limit: 1 }, { signal });
    return { ok: true, value: await window.app.info() };
  });
  const { settingsTrouble = null, backup = null } = info ?? {};
  const close = (what: string) => ({
    text: t`Close`,
    act: () => {
      useRead.setState({ read: [...read, what] });
    },
  });
  return (
    <>
      {settingsTrouble !== null && !read.includes(settingsTrouble) && (
        <Banner tone="warn" action={close(settingsTrouble)}>
          {settingsTrouble}
        </Banner>
      )}
      {backup !== null && !read.includes(backup) && (
        <Banner action={close(backup)}>
          <Trans>The project was brought up to date. A copy keeps it as it was:</Trans>{" "}
          <Path path={backup} />
        </Banner>
      )}
    </>
  );
}
