/** A folder of recordings at a glance: how much, when, by which recorder, how loud, what is wrong. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { FolderSummary } from "@linnet/electron-bridge/generated/contract.js";
import { clock, count, length } from "../../i18n/format.js";
import { unreadable } from "./cards.js";
import { Trouble } from "./trouble.js";

/** Sound of a field recorder lies between these levels, in dB below full scale. */
const [QUIETEST, LOUDEST] = [-80, -10];
const BARS = 5;

export function Folder({
  folder,
  name,
}: {
  folder: FolderSummary;
  name: string;
}): React.JSX.Element {
  const { files, known, seconds, sampleRate, recorder, serial, trouble } = folder;
  // The count of all files that cannot be read stands below, with their reasons.
  const told = trouble.filter(({ kind }) => kind !== "unreadable");
  const bad = unreadable(folder);
  const kilo = sampleRate === null ? null : count(sampleRate / 1000);
  return (
    <li className="look-folder">
      <strong className="look-name" title={folder.path}>
        {name}
      </strong>
      <span className="look-facts">
        <span>
          <Plural value={files} one="# file" other="# files" />
          {bad > 0 && (
            <span className="trouble-count">
              {" "}
              <Plural value={bad} one="(# unreadable)" other="(# unreadable)" />
            </span>
          )}
        </span>
        {seconds > 0 && <span>{length(seconds)}</span>}
        {kilo !== null && <span>{kilo} kHz</span>}
        <Dates first={folder.first} last={folder.last} />
        {recorder !== null && (
          <span title={serial ?? undefined}>
            {recorder} {serial !== null && <span className="quiet">{short(serial)}</span>}
          </span>
        )}
        {known > 0 && (
          <span className="quiet">
            <Plural
              value={known}
              one="# is in the project already"
              other="# are in the project already"
            />
          </span>
        )}
      </span>
      <Level rmsDb={folder.rmsDb} />
      {told.length > 0 && (
        <div className="look-trouble small">
          {told.map((note) => (
            <Trouble key={note.kind} note={note} />
          ))}
        </div>
      )}
    </li>
  );
}

function short(serial: string): string {
  return serial.length > 8 ? `${serial.slice(0, 4)}…` : serial;
}

function Dates({ first, last }: Pick<FolderSummary, "first" | "last">): React.JSX.Element | null {
  if (first === null || last === null) return null;
  const [from, to] = [clock(first.slice(0, 10)), clock(last.slice(0, 10))];
  return (
    <span>
      {from === to ? (
        from
      ) : (
        <Trans>
          {from} to {to}
        </Trans>
      )}
    </span>
  );
}

/** How loud the folder is: bars for the eye, decibels for who wants them. */
function Level({ rmsDb }: Pick<FolderSummary, "rmsDb">): React.JSX.Element | null {
  const { t } = useLingui();
  if (rmsDb === null) return <span />;
  const share = Math.min(1, Math.max(0, (rmsDb - QUIETEST) / (LOUDEST - QUIETEST)));
  const on = Math.max(1, Math.round(share * BARS));
  const level = count(Math.round(rmsDb));
  return (
    <span className="level" role="img" aria-label={t`Loudness: ${level} dB`} title={t`${level} dB`}>
      {Array.from({ length: BARS }, (_, at) => (
        <span
          key={at}
          className={at < on ? "on" : ""}
          style={{ height: `${String(6 + at * 3)}px` }}
        />
      ))}
    </span>
  );
}
