/** One folder before its import: what Linnet guesses of it, how it sounds, and what can be said. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useRef, useState } from "react";
import type { FolderSummary } from "@linnet/electron-bridge/generated/contract.js";
import { clock, count, length } from "../../../i18n/format.js";
import { Button } from "../../../ui/button.js";
import { Checkbox } from "../../../ui/check.js";
import { TextField } from "../../../ui/field.js";
import { ClockDialog } from "./clock-dialog.js";
import { Conflicts } from "./conflicts.js";
import { Hear } from "./hear.js";
import { choose, useImport } from "./store.js";
import { offsetText } from "./words.js";

interface FolderDetailsProps {
  folder: FolderSummary;
  folders: readonly FolderSummary[];
  names: boolean;
}

export function FolderDetails({ folder, folders, names }: FolderDetailsProps): React.JSX.Element {
  const { t } = useLingui();
  const { path, example, leftOut } = folder;
  const choice = useImport(({ choices }) => choices.get(path));
  const [clockAt, setClockAt] = useState<{ shift: number | null }>();
  const fields = useRef<HTMLDivElement>(null);
  return (
    <section className="import-details" aria-label={t`The chosen folder`} key={path}>
      <h3 className="import-path" title={path}>
        {path}
      </h3>
      <Checkbox
        isSelected={leftOut}
        onChange={(on) => {
          choose(path, { leaveOut: on });
        }}
      >
        <Trans>Leave out this folder</Trans>
      </Checkbox>
      {!leftOut && (
        <>
          <Conflicts
            folder={folder}
            folders={folders}
            choice={choice}
            onClock={(shift) => {
              setClockAt({ shift });
            }}
            onSite={() => {
              fields.current?.querySelector("input")?.focus();
            }}
          />
          {example !== null && <Hear path={example} key={example} />}
          <div className="import-fields" ref={fields}>
            <Name folder={folder} of="site" guess={names ? folder.site : null} label={t`Site`} />
            <Name
              folder={folder}
              of="survey"
              guess={names ? folder.survey : null}
              label={t`Survey`}
            />
            <Name
              folder={folder}
              of="recorder"
              guess={names ? folder.namedRecorder : null}
              label={t`Recorder`}
            />
          </div>
          <Facts
            folder={folder}
            onClock={() => {
              setClockAt({ shift: choice?.shiftSeconds ?? 0 });
            }}
            isShifted={choice?.shiftSeconds !== undefined}
          />
        </>
      )}
      {clockAt !== undefined && folder.clockFirst !== null && (
        <ClockDialog
          clockFirst={folder.clockFirst}
          shiftSeconds={clockAt.shift}
          onShift={(shiftSeconds) => {
            choose(path, { shiftSeconds: shiftSeconds === 0 ? undefined : shiftSeconds });
          }}
          onClose={() => {
            setClockAt(undefined);
          }}
        />
      )}
    </section>
  );
}

interface NameProps {
  folder: FolderSummary;
  of: "site" | "survey" | "recorder";
  guess: string | null;
  label: string;
}

/** A name as it is guessed; what is typed counts before the pattern, and an empty text gives way. */
function Name({ folder, of, guess, label }: NameProps): React.JSX.Element {
  const { t } = useLingui();
  const { path } = folder;
  const said = useImport(({ choices }) => choices.get(path)?.[of]);
  const [text, setText] = useState<string>();
  const isLone = of === "survey" && (said ?? "") !== "" && folder.site === null;
  return (
    <TextField
      label={label}
      value={text ?? said ?? guess ?? ""}
      onChange={setText}
      placeholder={of === "site" ? t`no site` : ""}
      hint={
        said !== undefined && said !== null
          ? t`as you said`
          : guess !== null
            ? t`by the folder`
            : undefined
      }
      error={isLone ? t`A survey needs its site.` : undefined}
      onBlur={() => {
        if (text === undefined) return;
        const now = text.trim();
        choose(path, { [of]: now === "" || now === guess ? undefined : now });
        setText(undefined);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") (event.target as HTMLElement).blur();
      }}
    />
  );
}

function Facts(props: {
  folder: FolderSummary;
  isShifted: boolean;
  onClock: () => void;
}): React.JSX.Element {
  const { folder, isShifted, onClock } = props;
  const { t } = useLingui();
  const { first, last, recorder, serial, sampleRate, rmsDb, clipped, files, seconds } = folder;
  const said = useImport(({ choices }) => choices.get(folder.path)?.timezone);
  const level = rmsDb === null ? null : count(Math.round(rmsDb));
  const rate = sampleRate === null ? null : count(sampleRate / 1000);
  const shown = count(files);
  return (
    <dl className="import-facts-list small">
      <Fact name={t`Files`}>
        <Plural value={files} one="# file" other={`${shown} files`} /> · {length(seconds)}
        {rate !== null && <> · {rate} kHz</>}
      </Fact>
      <Fact name={t`Begins`}>
        {first === null ? t`without a date` : clock(first)}{" "}
        {folder.clockFirst !== null && (
          <Button variant="quiet" onPress={onClock}>
            {isShifted ? <Trans>Clock shifted…</Trans> : <Trans>Set the clock…</Trans>}
          </Button>
        )}
      </Fact>
      {last !== null && <Fact name={t`Last one begins`}>{clock(last)}</Fact>}
      <Fact name={t`Time zone`}>
        <Zone folder={folder} said={said ?? undefined} />
      </Fact>
      {(recorder !== null || serial !== null) && (
        <Fact name={t`Recorder`}>{[recorder, serial].filter(Boolean).join(" ")}</Fact>
      )}
      {level !== null && (
        <Fact name={t`Level`}>
          {t`${level} dB`}
          {(clipped ?? 0) > 0.001 && (
            <span className="warn-text"> · {t`loud sounds are cut off`}</span>
          )}
        </Fact>
      )}
    </dl>
  );
}

function Zone({
  folder,
  said,
}: {
  folder: FolderSummary;
  said: string | undefined;
}): React.JSX.Element {
  const { t } = useLingui();
  const offset = offsetText(folder.first);
  const { path, timezones } = folder;
  if (said !== undefined) {
    return (
      <>
        {said}{" "}
        <Button
          variant="quiet"
          onPress={() => {
            choose(path, { timezone: undefined });
          }}
        >
          <Trans>Take back</Trans>
        </Button>
      </>
    );
  }
  return (
    <>
      {offset === null ? t`the recorder does not say` : t`${offset}, as the recorder says`}{" "}
      {timezones.map((zone) => (
        <Button
          key={zone}
          variant="quiet"
          onPress={() => {
            choose(path, { timezone: zone });
          }}
        >
          <Trans>Times of {zone}</Trans>
        </Button>
      ))}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): React.JSX.Element {
  return (
    <div>
      <dt className="quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
