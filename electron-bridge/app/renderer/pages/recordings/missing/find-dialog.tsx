/** Find…: a folder is searched, what would change is shown, and then it is changed. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import type { PageError } from "../../../data/call.js";
import { count } from "../../../i18n/format.js";
import { Notes } from "../../../notes/notes.js";
import { Unreadable } from "../../../notes/unread.js";
import { Banner } from "../../../ui/banner.js";
import { Button } from "../../../ui/button.js";
import { Dialog } from "../../../ui/dialog.js";
import { Failure } from "../../../ui/failure.js";
import { Progress } from "../../../ui/progress.js";
import { Said } from "../../../ui/said.js";
import { Doubts } from "./doubts.js";
import { relink, type Search, useSearch } from "./find.js";
import { FoundTable } from "./found-table.js";

export function FindDialog({ onClose }: { onClose: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const search = useSearch();
  const [error, setError] = useState<PageError>();
  const { stop, result, choices, folders } = search;
  useEffect(() => stop, [stop]);
  const number = (result?.relinked.length ?? 0) + choices.size;
  const shown = count(number);
  const apply = async (): Promise<void> => {
    const title = folders.map(({ name }) => name).join(", ");
    const refused = await relink(title, search);
    if (refused === undefined) onClose();
    else setError(refused);
  };
  return (
    <Dialog
      title={t`Find recordings again`}
      size="sheet"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" isDisabled={number === 0} onPress={() => void apply()}>
            <Plural
              value={number}
              _0="Take over"
              one="Take over # place"
              other={`Take over ${shown} places`}
            />
          </Button>
        </>
      }
    >
      <div className="find-body">
        <p>
          <Trans>
            Choose the folder or drive where the recordings may be now. Linnet knows them again by
            their sound, whatever their names, and as FLAC or MP3 too. Labels and detections stay.
          </Trans>
        </p>
        <div className="find-folders">
          <Button
            autoFocus
            variant={result === undefined ? "primary" : "plain"}
            onPress={() => void search.pick()}
          >
            <Trans>Choose folder…</Trans>
          </Button>
          {folders.map(({ path }) => (
            <code key={path} className="small">
              {path}
            </code>
          ))}
        </div>
        {error !== undefined && <Failure error={error} />}
        {search.error !== undefined && (
          <Failure error={search.error} action={{ text: t`Try again`, act: search.again }} />
        )}
        {search.isSearching && <Searching search={search} />}
        {result !== undefined && <Found search={search} />}
      </div>
    </Dialog>
  );
}

function Searching({ search: { done, total } }: { search: Search }): React.JSX.Element {
  const { t } = useLingui();
  const [made, all] = [count(done), count(total)];
  return (
    <Progress
      label={t`Searching the folder`}
      share={total === 0 ? null : done / total}
      text={total === 0 ? t`Searching…` : t`${made} of ${all} files`}
    />
  );
}

function Found({ search }: { search: Search }): React.JSX.Element | null {
  const { result, choices, choose } = search;
  if (result === undefined) return null;
  const { relinked, ambiguous, missing, errors, notes } = result;
  const [again, left] = [count(relinked.length), count(missing.length)];
  const none = errors.filter(({ kind }) => kind === "RecordingNotFound");
  const unread = errors.filter(({ kind }) => kind !== "RecordingNotFound");
  return (
    <>
      {none.map(({ path }) => (
        <Banner key={path} tone="warn">
          <Trans>There are no recordings in {path}.</Trans>
        </Banner>
      ))}
      <Said>
        <strong>
          <Plural
            value={relinked.length}
            _0="No recording is found for sure."
            one="# recording is found again."
            other={`${again} recordings are found again.`}
          />
        </strong>{" "}
        {missing.length > 0 && (
          <Plural
            value={missing.length}
            one="# is still missing."
            other={`${left} are still missing.`}
          />
        )}{" "}
        <span className="quiet">
          <Trans>Nothing is changed yet.</Trans>
        </span>
      </Said>
      {relinked.length > 0 && <FoundTable found={relinked} />}
      {ambiguous.length > 0 && <Doubts doubts={ambiguous} choices={choices} choose={choose} />}
      {unread.length > 0 && <Unreadable errors={unread} />}
      <Notes notes={notes} />
    </>
  );
}
