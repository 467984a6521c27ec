/** Recordings for which several files would do: a person chooses, or leaves them missing. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Ambiguous } from "@linnet/electron-bridge/generated/contract.js";
import { Radios } from "../../../ui/check.js";
import { parted } from "../../../ui/file-name.js";

const MOST = 50;
const NONE = "";

interface DoubtsProps {
  doubts: readonly Ambiguous[];
  choices: ReadonlyMap<number, string>;
  choose: (recordingId: number, path: string | undefined) => void;
}

export function Doubts({ doubts, choices, choose }: DoubtsProps): React.JSX.Element {
  const { t } = useLingui();
  const taken = new Map([...choices].map(([id, path]) => [path, id]));
  const rest = doubts.length - MOST;
  return (
    <section className="doubts">
      <h3>
        <Plural
          value={doubts.length}
          one="# recording is in doubt"
          other="# recordings are in doubt"
        />
      </h3>
      <p className="small quiet">
        <Trans>
          Their sound is the same, so only you know which file is which. Without a choice, a
          recording stays missing, with its labels.
        </Trans>
      </p>
      {doubts.slice(0, MOST).map(({ recordingId, oldPath, candidates }) => (
        <Radios
          key={recordingId}
          label={nameOf(oldPath)}
          value={choices.get(recordingId) ?? NONE}
          direction="column"
          choices={[
            { value: NONE, text: t`Leave it missing` },
            ...candidates.map((path) => {
              const owner = taken.get(path);
              const off = owner !== undefined && owner !== recordingId;
              return { value: path, text: path, ...(off && { off: t`chosen above or below` }) };
            }),
          ]}
          onChange={(path) => {
            choose(recordingId, path === NONE ? undefined : path);
          }}
        />
      ))}
      {rest > 0 && (
        <p className="small quiet">
          <Plural
            value={rest}
            one="and # more, which can be found with a smaller folder"
            other="and # more, which can be found with a smaller folder"
          />
        </p>
      )}
    </section>
  );
}

function nameOf(path: string): string {
  const { folder, name } = parted(path);
  return `${name} · ${folder}`;
}
