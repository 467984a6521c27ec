/** What stands in the way of a whole import, or makes it needless. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { PageError } from "../../../data/call.js";
import { Banner } from "../../../ui/banner.js";
import { Empty } from "../../../ui/empty.js";
import { Failure } from "../../../ui/failure.js";
import { pickMore } from "./chosen-inputs.js";
import type { Look } from "./look.js";
import { useImport } from "./store.js";
import { unreadable } from "./words.js";

export function LookFailed({
  error,
  again,
}: {
  error: PageError;
  again: () => void;
}): React.JSX.Element {
  const { t } = useLingui();
  const isUngranted = error.kind === "NotAllowed";
  const pick = (): void => void pickMore().then(again);
  return (
    <Failure
      error={error}
      action={
        isUngranted ? { text: t`Choose folder…`, act: pick } : { text: t`Try again`, act: again }
      }
    />
  );
}

export function Nothing(): React.JSX.Element {
  const { t } = useLingui();
  return (
    <Empty
      title={t`No folder is chosen yet`}
      reason={t`Drop a card or a folder on the page, or choose one. Nothing is written before you say so.`}
      action={{ text: t`Choose folder…`, act: () => void pickMore() }}
    />
  );
}

export function Troubles({ look }: { look: Look }): React.JSX.Element {
  const { inputs } = useImport();
  const { result, folders } = look;
  const missing = (result?.errors ?? [])
    .filter(({ kind }) => kind === "RecordingNotFound")
    .map(({ path }) => path);
  const empty = inputs.filter(({ path }) => missing.includes(path));
  const gone = goneFolders(missing.filter((path) => !empty.some((each) => each.path === path)));
  const all = folders.reduce((sum, { files }) => sum + files, 0);
  const known = folders.reduce((sum, folder) => sum + folder.known, 0);
  const bad = folders.reduce((sum, folder) => sum + unreadable(folder), 0);
  return (
    <>
      {empty.map(({ path, name }) => (
        <Banner key={path} tone="warn">
          <Trans>
            There are no recordings in {name}. Linnet reads WAV, FLAC, MP3, OGG and others.
          </Trans>
        </Banner>
      ))}
      {gone.length > 0 && <Gone folders={gone} again={look.again} />}
      {result !== undefined && all > 0 && known === all && (
        <Banner>
          <Trans>The project has all these recordings already. An import adds nothing.</Trans>
        </Banner>
      )}
      {result !== undefined && all > 0 && bad === all && (
        <Banner tone="warn">
          <Trans>None of these files can be read. Copy them from the card again.</Trans>
        </Banner>
      )}
    </>
  );
}

/** The folders of files that were listed, and were gone when their turn came. */
export function goneFolders(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => path.replace(/[\\/][^\\/]*\.[^\\/.]+$/, "")))];
}

function Gone({ folders, again }: { folders: string[]; again: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const names = folders.slice(0, MOST_NAMED).join(", ");
  return (
    <Banner tone="warn" action={{ text: t`Look again`, act: again }}>
      <Plural
        value={folders.length}
        one="# folder is gone since the look began:"
        other="# folders are gone since the look began:"
      />{" "}
      <bdi>{names}</bdi>
      {folders.length > MOST_NAMED && "…"}
    </Banner>
  );
}

const MOST_NAMED = 3;
