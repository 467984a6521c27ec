/** What is odd about a folder, each with what can be done about it. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { FolderSummary, FolderTrouble } from "@linnet/electron-bridge/generated/contract.js";
import { useNoteSaid } from "../../../notes/words.js";
import { Button } from "../../../ui/button.js";
import { Icon } from "../../../ui/icon.js";
import { parted } from "../../../ui/file-name.js";
import { choose, type Choice } from "./store.js";
import { shifted } from "./clock.js";
import { conflictsOf } from "./words.js";

interface ConflictsProps {
  folder: FolderSummary;
  choice: Choice | undefined;
  /** All folders, among which are those that a conflict names. */
  folders: readonly FolderSummary[];
  onClock: (shiftSeconds: number | null) => void;
  onSite: () => void;
}

export function Conflicts(props: ConflictsProps): React.JSX.Element | null {
  const { folder } = props;
  const { t } = useLingui();
  const odd = conflictsOf(folder);
  if (odd.length === 0 || folder.leftOut) return null;
  return (
    <ul className="conflicts" aria-label={t`What is odd about this folder`}>
      {odd.map((trouble) => (
        <Conflict key={`${trouble.kind} ${trouble.what ?? ""}`} trouble={trouble} {...props} />
      ))}
    </ul>
  );
}

function Conflict(props: ConflictsProps & { trouble: FolderTrouble }): React.JSX.Element {
  const { trouble, folders } = props;
  const { said, step, examples } = useNoteSaid()(trouble);
  const named = trouble.examples.filter((each) => folders.some(({ path }) => path === each));
  return (
    <li>
      <p>
        <Icon name="warn" size={16} /> {said}
      </p>
      {step !== undefined && <p className="small">{step}</p>}
      {examples.length > 0 && (
        <p className="small quiet conflict-examples" title={examples.join("\n")}>
          {examples.map((each) => (named.includes(each) ? each : parted(each).name)).join(", ")}
        </p>
      )}
      <div className="conflict-fixes">
        <Fixes {...props} />
      </div>
    </li>
  );
}

function Fixes(props: ConflictsProps & { trouble: FolderTrouble }): React.JSX.Element {
  const { trouble, folder, folders, choice, onClock, onSite } = props;
  const { fixes, shiftSeconds, examples } = trouble;
  const { clockFirst, path, timezones } = folder;
  const other = folders.find((each) => each.path === examples[0]);
  const there = other?.site ?? undefined;
  const year =
    shiftSeconds != null && clockFirst !== null
      ? shifted(clockFirst, shiftSeconds).slice(0, 4)
      : undefined;
  return (
    <>
      {fixes.includes("site") && there !== undefined && (
        <Button
          onPress={() => {
            choose(path, {
              site: there,
              ...(other?.survey != null && { survey: other.survey }),
            });
          }}
        >
          <Trans>It was at {there} too</Trans>
        </Button>
      )}
      {fixes.includes("site") && (
        <Button onPress={onSite}>
          <Trans>Name the site…</Trans>
        </Button>
      )}
      {fixes.includes("year") && year !== undefined && shiftSeconds != null && (
        <Button
          onPress={() => {
            choose(path, { shiftSeconds });
          }}
        >
          <Trans>Set the year to {year}</Trans>
        </Button>
      )}
      {fixes.includes("shift") && clockFirst !== null && (
        <Button
          onPress={() => {
            onClock(choice?.shiftSeconds ?? shiftSeconds ?? null);
          }}
        >
          <Trans>Set the clock…</Trans>
        </Button>
      )}
      {fixes.includes("timezone") &&
        timezones.map((zone) => (
          <Button
            key={zone}
            onPress={() => {
              choose(path, { timezone: zone });
            }}
          >
            <Trans>Times of {zone}</Trans>
          </Button>
        ))}
      {fixes.includes("leaveOut") && (
        <Button
          onPress={() => {
            choose(path, { leaveOut: true });
          }}
        >
          <Trans>Leave out this folder</Trans>
        </Button>
      )}
    </>
  );
}
