/** Where recordings were and where they would be, and by what they are known again. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Relinked } from "@linnet/electron-bridge/generated/contract.js";
import { FileName } from "../../../ui/file-name.js";

/** Rows that are shown; the others are counted. */
const MOST = 200;

export function FoundTable({ found }: { found: readonly Relinked[] }): React.JSX.Element {
  const { t } = useLingui();
  const by: Record<Relinked["by"], string> = {
    samples: t`the same samples`,
    sound: t`the same sound, converted`,
    file: t`the same file`,
  };
  const rest = found.length - MOST;
  return (
    <>
      <div className="found-table" tabIndex={0} role="region" aria-label={t`Found again`}>
        <table className="small">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Was at</Trans>
              </th>
              <th scope="col">
                <Trans>Is at</Trans>
              </th>
              <th scope="col">
                <Trans>Known again by</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, MOST).map((each) => (
              <tr key={each.recordingId}>
                <td>
                  <FileName path={each.oldPath} />
                </td>
                <td>
                  <FileName path={each.path} />
                </td>
                <td>{by[each.by]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 && (
        <p className="small quiet">
          <Plural value={rest} one="and # more recording" other="and # more recordings" />
        </p>
      )}
    </>
  );
}
