/** The import sheet: what folders hold and what they mean, before anything is written. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { PageError } from "../../../data/call.js";
import { count, length } from "../../../i18n/format.js";
import { KeyName } from "../../../keys/key-name.js";
import { useCommands } from "../../../keys/scopes.js";
import { Unreadable } from "../../../notes/unread.js";
import { Notes } from "../../../notes/notes.js";
import { stop } from "../../../sound/player.js";
import { Banner } from "../../../ui/banner.js";
import { Button } from "../../../ui/button.js";
import { Dialog } from "../../../ui/dialog.js";
import { Empty } from "../../../ui/empty.js";
import { Failure } from "../../../ui/failure.js";
import { Progress } from "../../../ui/progress.js";
import { Said } from "../../../ui/said.js";
import { ChosenInputs, pickMore } from "./chosen-inputs.js";
import { FolderDetails } from "./folder-details.js";
import { FolderList } from "./folder-list.js";
import { toggleHear } from "./hear.js";
import { startImport, useImportJob } from "./jobs.js";
import { type Look, useLook } from "./look.js";
import { PatternLine } from "./pattern-line.js";
import { ImportResult } from "./result.js";
import { treeRows } from "./rows.js";
import { choicesOf, choose, closeSheet, forget, useImport } from "./store.js";
import { unreadable } from "./words.js";
import "./import.css";

export function ImportSheet(): React.JSX.Element | null {
  const { isOpen, inputs } = useImport();
  const { t } = useLingui();
  const look = useLook();
  const job = useImportJob();
  const [error, setError] = useState<PageError>();
  const ready = readyOf(look);
  const pattern = usePattern(look);
  useEffect(() => stop, []);
  if (!isOpen) return null;
  const begin = async (): Promise<void> => {
    if (ready === 0 || look.isBusy) return;
    stop();
    const { choices } = useImport.getState();
    const title = inputs.map(({ name }) => name).join(", ");
    const paths = inputs.map(({ path }) => path) as [string, ...string[]];
    setError(
      await startImport(title, {
        inputs: paths,
        ...(pattern !== "" && { pattern }),
        folders: choicesOf(choices),
      }),
    );
  };
  const close = (): void => {
    stop();
    closeSheet();
    if (job?.outcome !== undefined) forget();
  };
  return (
    <Dialog
      title={t`Import recordings`}
      size="sheet"
      isOpen
      onClose={close}
      actions={
        <Actions look={look} ready={ready} begin={begin} close={close} isImporting={job !== undefined && inputs.length === 0} />
      }
    >
      {error !== undefined && <Failure error={error} />}
      {job !== undefined && inputs.length === 0 ? (
        <ImportResult job={job} />
      ) : (
        <Before look={look} pattern={pattern} begin={begin} />
      )}
    </Dialog>
  );
}

/** Files that an import would take up now. */
function readyOf({ result }: Look): number {
  if (result === undefined) return 0;
  const bad = result.folders
    .filter(({ leftOut }) => !leftOut)
    .reduce((sum, folder) => sum + unreadable(folder), 0);
  return Math.max(0, result.added + result.known - bad);
}

/** What was typed, or the engine's best proposal. */
function usePattern({ result }: Look): string {
  const typed = useImport(({ pattern }) => pattern);
  return typed ?? result?.proposals[0]?.pattern ?? "";
}

interface BeforeProps {
  look: Look;
  pattern: string;
  begin: () => Promise<void>;
}

function Before({ look, pattern, begin }: BeforeProps): React.JSX.Element {
  const { inputs, at } = useImport();
  const { folders, result, error, isBusy } = look;
  const list = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const rows = treeRows(folders, inputs);
  const chosen = folders.find(({ path }) => path === at) ?? rows.find(({ folder }) => folder)?.folder;
  const names = pattern !== "";
  useCommands(
    {
      "import.begin": () => void begin(),
      "import.hear": () => chosen?.example != null && (toggleHear(chosen.example), true),
      "import.leave": () => {
        if (chosen !== undefined) choose(chosen.path, { leaveOut: !chosen.leftOut });
      },
      "import.list": () => list.current?.focus(),
    },
    body,
  );
  const unread = (result?.errors ?? []).filter(({ kind }) => kind !== "RecordingNotFound");
  return (
    <div className="import-body" ref={body} tabIndex={-1}>
      <ChosenInputs />
      {error !== undefined && error.kind !== "InvalidParams" && (
        <LookFailed error={error} again={look.again} />
      )}
      {inputs.length === 0 && <Nothing />}
      <Troubles look={look} />
      {folders.length > 0 && (
        <div className="import-parts">
          <FolderList
            rows={rows}
            at={chosen?.path}
            names={names}
            isBusy={isBusy}
            list={list}
            onChoose={(path) => {
              useImport.setState({ at: path });
            }}
          />
          <div className="import-side">
            <PatternLine
              pattern={pattern}
              proposals={result?.proposals ?? []}
              folders={folders.length}
              error={error}
            />
            {chosen !== undefined && (
              <FolderDetails folder={chosen} folders={folders} names={names} key={chosen.path} />
            )}
          </div>
        </div>
      )}
      {unread.length > 0 && <Unreadable errors={unread} />}
      {result !== undefined && <Notes notes={result.notes} />}
    </div>
  );
}

function LookFailed({ error, again }: { error: PageError; again: () => void }): React.JSX.Element {
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

function Nothing(): React.JSX.Element {
  const { t } = useLingui();
  return (
    <Empty
      title={t`No folder is chosen yet`}
      reason={t`Drop a card or a folder on the page, or choose one. Nothing is written before you say so.`}
      action={{ text: t`Choose folder…`, act: () => void pickMore() }}
    />
  );
}

/** What stands in the way of the whole import, or makes it needless. */
function Troubles({ look }: { look: Look }): React.JSX.Element {
  const { inputs } = useImport();
  const { result, folders } = look;
  const missing = (result?.errors ?? []).filter(({ kind }) => kind === "RecordingNotFound");
  const all = folders.reduce((sum, { files }) => sum + files, 0);
  const known = folders.reduce((sum, folder) => sum + folder.known, 0);
  const bad = folders.reduce((sum, folder) => sum + unreadable(folder), 0);
  return (
    <>
      {missing.map(({ path }) => {
        const name = inputs.find((each) => each.path === path)?.name ?? path;
        return (
          <Banner key={path} tone="warn">
            <Trans>
              There are no recordings in {name}. Linnet reads WAV, FLAC, MP3, OGG and others.
            </Trans>
          </Banner>
        );
      })}
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

interface ActionsProps {
  look: Look;
  ready: number;
  begin: () => Promise<void>;
  close: () => void;
  isImporting: boolean;
}

function Actions({ look, ready, begin, close, isImporting }: ActionsProps): React.JSX.Element {
  const { t } = useLingui();
  const { done, total, result, isBusy, folders } = look;
  const shown = count(ready);
  const [made, all] = [count(done), count(total)];
  const seconds = folders
    .filter(({ leftOut }) => !leftOut)
    .reduce((sum, folder) => sum + folder.seconds, 0);
  return (
    <>
      <div className="import-sum">
        {isBusy && total > 0 && (
          <Progress
            label={t`Looking at the recordings`}
            share={done / total}
            text={t`${made} of ${all} files`}
          />
        )}
        {result !== undefined && !isBusy && !isImporting && ready > 0 && (
          <Said as="span">
            <Plural value={ready} one="# recording" other={`${shown} recordings`} /> ·{" "}
            {length(seconds)}
          </Said>
        )}
      </div>
      <Button onPress={close}>{isImporting ? <Trans>Close</Trans> : <Trans>Cancel</Trans>}</Button>
      {!isImporting && (
        <Button
          variant="primary"
          isDisabled={ready === 0 || isBusy}
          onPress={() => void begin()}
        >
          <Plural value={ready} =0="Import" one="Import # recording" other={`Import ${shown} recordings`} />{" "}
          <KeyName of="import.begin" />
        </Button>
      )}
    </>
  );
}
