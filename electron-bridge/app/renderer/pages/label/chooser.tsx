/** Finds a recording to open, by a part of its file's name or its site. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { useAnswer } from "../../data/answer.js";
import { ask } from "../../data/call.js";
import { useSettings } from "../../data/settings.js";
import { count, length } from "../../i18n/format.js";
import { heardAt } from "../../i18n/heard.js";
import { go } from "../../routes.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { FileName } from "../../ui/file-name.js";
import { Loading } from "../../ui/loading.js";
import { Said } from "../../ui/said.js";
import { FIELDS, type Recording } from "./recording.js";

const SHOWN = 100;
/** Letters that follow each other quickly are one question. */
const TYPING_MS = 120;

/** `onOpen` is called before the recording opens. */
export function Chooser({ onOpen }: { onOpen?: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [sought, setSought] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => {
      setSought(text.trim());
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  const { value, error, again } = useAnswer(
    `recordings to open ${sought}`,
    (signal) =>
      ask(
        {
          select: "recordings",
          ...(sought !== "" && { where: { path: { contains: sought } } }),
          orderBy: ["path"],
          fields: [...FIELDS],
          limit: SHOWN,
          total: "bounded",
        },
        { signal },
      ),
    ["recordings"],
  );
  const rows = value?.rows as Recording[] | undefined;
  const more = (value?.total ?? 0) - (rows?.length ?? 0);
  const shown = count(more);
  return (
    <div className="label-chooser">
      <TextField
        label={t`Part of the file's name or folder`}
        value={text}
        onChange={setText}
        autoFocus
      />
      {error !== undefined && <Failure error={error} action={{ text: t`Try again`, act: again }} />}
      {rows === undefined && error === undefined && <Loading />}
      {rows !== undefined && (
        <ListBox
          aria-label={t`Recordings`}
          className="label-recordings"
          items={rows.map((row) => ({ ...row, id: row.recordingId }))}
          selectionMode="none"
          onAction={(id) => {
            onOpen?.();
            go("label", { r: String(id) });
          }}
          renderEmptyState={() => (
            <p className="quiet">
              {sought === ""
                ? t`This project has no recordings.`
                : t`No recording has such a name.`}
            </p>
          )}
        >
          {(row) => <Row row={row} />}
        </ListBox>
      )}
      {more > 0 && (
        <Said className="quiet small">
          <Trans>{shown} more are not shown. Type a part of the name.</Trans>
        </Said>
      )}
    </div>
  );
}

function Row({ row }: { row: Recording }): React.JSX.Element {
  const { t } = useLingui();
  const { times } = useSettings(({ settings }) => settings);
  const { recordingId, path, start, site, duration, annotations, detections, missingSince } = row;
  const [labels, heard] = [count(annotations), count(detections)];
  return (
    <ListBoxItem id={recordingId} textValue={path} className="option label-recording">
      <FileName path={path} />
      <span className="quiet small">
        {site ?? t`no site`}
        {start !== null && ` · ${heardAt({ heardAt: start, start: 0, utcOffset: null }, times)}`}
      </span>
      <span className="quiet small number">
        {duration === null ? "" : length(duration)} · {t`${labels} labels`} ·{" "}
        {t`${heard} detections`}
        {missingSince !== null && ` · ${t`not found`}`}
      </span>
    </ListBoxItem>
  );
}

export function OpenDialog({ onClose }: { onClose: () => void }): React.JSX.Element {
  const { t } = useLingui();
  return (
    <Dialog title={t`Open a recording`} isOpen onClose={onClose}>
      <Chooser onOpen={onClose} />
    </Dialog>
  );
}
