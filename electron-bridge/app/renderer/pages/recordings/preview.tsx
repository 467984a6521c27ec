/** What a change would do: how many starts it moves, and some of them as they are and would be. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type {
  MovedStart,
  PlacesResult,
  SetPlacesRequest,
} from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { clock, count } from "../../i18n/format.js";
import { Notes } from "../../notes/notes.js";
import { Failure } from "../../ui/failure.js";
import { parted } from "../../ui/file-name.js";
import { Said } from "../../ui/said.js";

/** `request`: of `places/set`, as JSON. */
export function Preview({ request }: { request: string }): React.JSX.Element {
  const { value, error, waiting } = useAnswer(request, (signal) => {
    const asked = JSON.parse(request) as SetPlacesRequest;
    return call("places/set", { ...asked, dryRun: true }, { signal });
  });
  return (
    <div className="edit-preview" aria-busy={waiting}>
      {error !== undefined && <Failure error={error} />}
      {value !== undefined && error === undefined && (
        <>
          <Said isBusy={waiting} className="small">
            <Starts {...value} />
          </Said>
          <Moved moved={value.moved} />
          <Notes notes={value.notes} />
        </>
      )}
    </div>
  );
}

function Starts({ recordings, starts }: PlacesResult): React.JSX.Element {
  const { t } = useLingui();
  const [moved, all] = [count(starts), count(recordings)];
  if (recordings === 0) return <Trans>No recording is concerned.</Trans>;
  if (starts === 0) {
    return (
      <Plural
        value={recordings}
        one="Its recording keeps its start."
        other={`Its ${all} recordings keep their starts.`}
      />
    );
  }
  return (
    <Plural
      value={recordings}
      one="Its recording gets another start."
      other={t`${moved} of ${all} recordings get another start.`}
    />
  );
}

function Moved({ moved }: { moved: readonly MovedStart[] }): React.JSX.Element | null {
  const { t } = useLingui();
  if (moved.length === 0) return null;
  const time = (iso: string | null): string => (iso === null ? t`without a date` : clock(iso));
  return (
    <table className="edit-moved small">
      <thead>
        <tr>
          <th scope="col">{t`File`}</th>
          <th scope="col">{t`Start now`}</th>
          <th scope="col">{t`Start then`}</th>
        </tr>
      </thead>
      <tbody>
        {moved.map(({ recordingId, path, before, after }) => (
          <tr key={recordingId}>
            <td title={path}>{parted(path).name}</td>
            <td>{time(before)}</td>
            <td>{time(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
