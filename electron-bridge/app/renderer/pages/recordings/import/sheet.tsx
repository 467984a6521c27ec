/** The import sheet: what folders hold and what they mean, before anything is written. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { PageError } from "../../../data/call.js";
import { useCommands } from "../../../keys/scopes.js";
import { Unreadable } from "../../../notes/unread.js";
import { Notes } from "../../../notes/notes.js";
import { stop } from "../../../sound/player.js";
import { Dialog } from "../../../ui/dialog.js";
import { Failure } from "../../../ui/failure.js";
import { Actions } from "./actions.js";
import { ChosenInputs } from "./chosen-inputs.js";
import { FolderDetails } from "./folder-details.js";
import { FolderList } from "./folder-list.js";
import { toggleHear } from "./hear.js";
import { startImport, useImportJob } from "./jobs.js";
import { type Look, useLook } from "./look.js";
import { PatternLine } from "./pattern-line.js";
import { ImportResult } from "./result.js";
import { treeRows } from "./rows.js";
import { choicesOf, choose, closeSheet, forget, useImport } from "./store.js";
import { LookFailed, Nothing, Troubles } from "./troubles.js";
import { unreadable } from "./words.js";
import "./import.css";

export function ImportSheet(): React.JSX.Element | null {
  const { isOpen, inputs } = useImport();
  const { t } = useLingui();
  const look = useLook();
  const job = useImportJob();
  const [error, setError] = useState<PageError>();
  // Begin was asked for while the engine still looked: nothing begins that nobody has seen.
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!look.isBusy) setAsked(false);
  }, [look.isBusy]);
  const ready = readyOf(look);
  const pattern = usePattern(look);
  useEffect(() => stop, []);
  const isImporting = job !== undefined && inputs.length === 0;
  if (!isOpen) return null;
  const begin = async (): Promise<void> => {
    if (look.isBusy) setAsked(true);
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
      size={isImporting ? "usual" : "sheet"}
      isOpen
      onClose={close}
      actions={
        <Actions
          {...{ look, ready, begin, close, isImporting }}
          isTooEarly={asked && look.isBusy}
        />
      }
    >
      {error !== undefined && <Failure error={error} />}
      {!isImporting && job?.outcome?.ok === false && <Failure error={job.outcome.error} />}
      {isImporting ? (
        <ImportResult job={job} />
      ) : (
        <Before look={look} pattern={pattern} begin={begin} />
      )}
    </Dialog>
  );
}

/** Files that an import would take up now; after a look that failed, nobody knows. */
function readyOf({ result, error }: Look): number {
  if (result === undefined || error !== undefined) return 0;
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
  const chosen =
    folders.find(({ path }) => path === at) ?? rows.find(({ folder }) => folder)?.folder;
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
            isFirst={result === undefined}
            list={list}
            onChoose={(path) => {
              useImport.setState({ at: path });
            }}
          />
          <div className="import-side">
            <PatternLine
              pattern={pattern}
              proposals={result?.proposals}
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
