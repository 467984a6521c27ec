/** What limits the figures: recordings without a date, little effort, a run that goes on. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useJobs } from "../../data/jobs.js";
import { count, hours, timeNow } from "../../i18n/format.js";
import { LITTLE_H } from "../../plots/cells.js";
import { go } from "../../routes.js";
import { Banner } from "../../ui/banner.js";
import type { Counted, Undated } from "./counted.js";

export function News({ value, at }: { value: Counted; at: number }): React.JSX.Element {
  const running = useJobs(({ jobs }) => jobs.running.length > 0);
  const listened = hours(value.analysed);
  const time = timeNow(at);
  return (
    <>
      {value.undated.recordings > 0 && value.days !== undefined && <LeftOut {...value.undated} />}
      {value.analysed > 0 && value.analysed < LITTLE_H && (
        <Banner tone="warn">
          <Trans>
            A model listened to {listened} alone. With less than 2 hours, rates say little.
          </Trans>
        </Banner>
      )}
      {running && (
        <Banner>
          <Trans>A run goes on: these are the figures of {time}.</Trans>
        </Banner>
      )}
    </>
  );
}

function LeftOut({ recordings, hours: sound, detections }: Undated): React.JSX.Element {
  const { t } = useLingui();
  const [length, heard] = [hours(sound), count(detections)];
  return (
    <Banner
      tone="warn"
      action={{
        text: t`Mend them in Recordings`,
        act: () => {
          go("recordings", { view: "table", f: "undated" });
        },
      }}
    >
      <Plural
        value={recordings}
        one={`# recording (${length}) has no date and is left out. Detections in it: ${heard}.`}
        other={`# recordings (${length}) have no date and are left out. Detections in them: ${heard}.`}
      />
    </Banner>
  );
}
