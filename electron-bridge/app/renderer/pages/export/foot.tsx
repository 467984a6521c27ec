/** The button that exports, what a run that writes means for it, and when it was done last. */
import { Plural, Trans } from "@lingui/react/macro";
import { type Job, useJobs } from "../../data/jobs.js";
import { moment } from "../../i18n/format.js";
import { KeyName } from "../../keys/key-name.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { Said } from "../../ui/said.js";
import { useLast } from "./last.js";

interface FootProps {
  begin: (() => void) | undefined;
  jobs: readonly Job[];
  lacksFolder: boolean;
  /** The export was asked for while its plan is awaited. */
  isTooEarly: boolean;
}

export function Foot({ begin, jobs, lacksFolder, isTooEarly }: FootProps): React.JSX.Element {
  const running = useJobs(({ jobs: { running } }) => running.some(({ kind }) => kind === "run"));
  const last = useLast(jobs);
  const [title, at] = [last?.title, last && moment(last.endedAt)];
  return (
    <div className="export-foot">
      <div className="small quiet">
        {running && (
          <p>
            <Trans>
              A run goes on. The export holds what is there when it begins; later detections are not
              in it.
            </Trans>
          </p>
        )}
        {isTooEarly && (
          <Said>
            <Trans>
              Nothing was begun: Linnet still plans the files. Export once the plan is there.
            </Trans>
          </Said>
        )}
        {lacksFolder && <Trans>Choose a folder first.</Trans>}
        {last !== undefined && (
          <p>
            <Icon name="right" size={14} />{" "}
            <Trans>
              Last: {title}, {at},
            </Trans>{" "}
            <Plural value={last.rows} one="# row" other="# rows" />
          </p>
        )}
      </div>
      <Button
        variant="primary"
        className="export-start"
        isDisabled={begin === undefined}
        onPress={() => {
          begin?.();
        }}
      >
        <Trans>Export</Trans> <KeyName of="export.start" />
      </Button>
    </div>
  );
}
