/** Why recordings are not there, in words: each cause with its folders. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { LookResult, NotThere } from "@linnet/electron-bridge/generated/contract.js";
import { count } from "../../../i18n/format.js";

type Cause = NotThere["cause"];

/** Folders of a cause that are named; the others are counted. */
const MOST = 5;

export function Causes({ result }: { result: LookResult }): React.JSX.Element {
  const { t } = useLingui();
  return (
    <ul className="causes small" aria-label={t`Why they are not found`}>
      {result.causes.map(({ cause, recordings }) => {
        const folders = result.folders.filter((each) => each.cause === cause);
        return (
          <li key={cause}>
            <CauseText cause={cause} recordings={recordings} folders={folders} />
            <Folders folders={folders} />
          </li>
        );
      })}
    </ul>
  );
}

function Folders({ folders }: { folders: readonly NotThere[] }): React.JSX.Element {
  const rest = folders.length - MOST;
  return (
    <ul className="cause-folders">
      {folders.slice(0, MOST).map(({ folder, drive, recordings }) => (
        <li key={`${folder} ${drive ?? ""}`} title={folder}>
          <span className="cause-folder">{folder}</span>
          {folders.length > 1 && <span className="quiet">: {count(recordings)}</span>}
        </li>
      ))}
      {rest > 0 && (
        <li className="quiet">
          <Plural value={rest} one="and # more folder" other="and # more folders" />
        </li>
      )}
    </ul>
  );
}

interface CauseTextProps {
  cause: Cause;
  recordings: number;
  folders: readonly NotThere[];
}

function CauseText({ cause, recordings, folders }: CauseTextProps): React.JSX.Element {
  const shown = count(recordings);
  const drives = [...new Set(folders.flatMap(({ drive }) => drive ?? []))].join(", ");
  switch (cause) {
    case "driveAway":
      return (
        <>
          <Plural
            value={recordings}
            one="# is on a drive that is not connected:"
            other={`${shown} are on a drive that is not connected:`}
          />{" "}
          <strong>{drives}</strong>
        </>
      );
    case "folderGone":
      return (
        <Plural
          value={recordings}
          one="The folder of # is gone"
          other={`The folders of ${shown} are gone`}
        />
      );
    case "fileGone":
      return (
        <Plural
          value={recordings}
          one="The file of # is gone"
          other={`The files of ${shown} are gone`}
        />
      );
    case "replaced":
      return (
        <Plural
          value={recordings}
          one="The file of # holds another sound now"
          other={`The files of ${shown} hold other sounds now`}
        />
      );
    case "changed":
      return (
        <Plural
          value={recordings}
          one="The file of # has changed"
          other={`The files of ${shown} have changed`}
        />
      );
    case "unreadable":
      return <Trans>{shown} are in folders that cannot be opened</Trans>;
  }
}
