/** The first rows just as they would be written: as a table, or as text. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { ExportPreview } from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import { Radios } from "../../ui/check.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import type { ExportResult } from "@linnet/electron-bridge/generated/contract.js";

interface PreviewProps {
  answer: Answer<ExportResult> & { fresh: boolean };
}

export function Preview({ answer }: PreviewProps): React.JSX.Element {
  const { t } = useLingui();
  const [asText, setAsText] = useState(false);
  const { value, error, again, fresh } = answer;
  const shown = value?.previews?.[0];
  const isTable = shown !== undefined && shown.rows.length + shown.columns.length > 0;
  return (
    <section className="export-preview" aria-label={t`First rows`}>
      <div className="export-line">
        <h2>
          <Trans>First rows, as they are written</Trans>
        </h2>
        {isTable && shown.text !== null && (
          <Radios
            label={t`Shown as`}
            value={asText ? "text" : "table"}
            choices={[
              { value: "table", text: t`Table` },
              { value: "text", text: t`Text of the file` },
            ]}
            onChange={(as) => {
              setAsText(as === "text");
            }}
          />
        )}
      </div>
      {error !== undefined && <Failure error={error} action={{ text: t`Try again`, act: again }} />}
      {shown === undefined ? (
        error === undefined && <Loading />
      ) : (
        <div className={fresh ? "" : "export-stale"}>
          {isTable && !(asText && shown.text !== null) ? (
            <Table shown={shown} />
          ) : (
            <pre className="export-text" tabIndex={0} aria-label={t`Text of the file`}>
              {shown.text}
            </pre>
          )}
          <p className="small quiet">
            {shown.more ? <Trans>More rows follow.</Trans> : <Trans>These are all rows.</Trans>}
          </p>
        </div>
      )}
    </section>
  );
}

function Table({ shown }: { shown: ExportPreview }): React.JSX.Element {
  const { t } = useLingui();
  const { columns, rows } = shown;
  return (
    <div className="export-table" tabIndex={0} role="region" aria-label={t`First rows`}>
      <table>
        {columns.length > 0 && (
          <thead>
            <tr>
              {columns.map((each, at) => (
                <th key={at} scope="col">
                  {each}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((each, at) => (
                <td key={at} title={each.length > MOST_SEEN ? each : undefined}>
                  {each}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Longer texts are cut on the screen, and are whole in their title. */
const MOST_SEEN = 40;
