/** The species of the project, those with most detections first; typing finds others. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { useAnswer, useRows } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { useRested } from "../../data/rested.js";
import { count } from "../../i18n/format.js";
import { useCommands } from "../../keys/scopes.js";
import { go } from "../../routes.js";
import { MoreNames } from "../../species/more.js";
import { SpeciesName } from "../../species/name.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { Loading } from "../../ui/loading.js";
import { Said } from "../../ui/said.js";
import { speciesAddress } from "./addresses.js";

const LISTED = 200;
const TYPING_MS = 120;

export function List(): React.JSX.Element {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const field = useRef<HTMLDivElement>(null);
  const wanted = useRested(text.trim(), TYPING_MS);
  const { value, error } = useAnswer(
    `species ${wanted}`,
    (signal) => call("names/search", { text: wanted, limit: LISTED, inCatalog: true }, { signal }),
    ["species"],
  );
  useCommands({
    "species.search": () => {
      field.current?.querySelector("input")?.focus();
    },
  });
  const unheard = (value?.names ?? []).flatMap(({ species, detections }) =>
    detections === 0 ? [species] : [],
  );
  const labels = useRows(
    unheard.length === 0
      ? undefined
      : { select: "counts", of: "labels", by: ["species"], where: { species: unheard } },
    ["counts", "annotations"],
  );
  const labelled = new Set(
    labels.value?.rows.flatMap((row) => ((row.labels ?? 0) > 0 ? [row.species] : [])),
  );
  const more = value === undefined ? 0 : value.total - value.names.length;
  const isEmpty = value?.total === 0 && wanted === "";
  return (
    <>
      <header className="page-head">
        <h1>
          <Trans>Species</Trans>
        </h1>
        <span className="grow" />
        <div ref={field} className="species-find">
          <TextField
            label={t`Find`}
            value={text}
            onChange={setText}
            placeholder={t`Name or code`}
          />
        </div>
      </header>
      <div className="page-body">
        {error !== undefined && <Failure error={error} />}
        {value === undefined && error === undefined && <Loading />}
        {isEmpty && (
          <Empty
            title={t`No species was heard yet`}
            reason={t`A run lets a model hear your recordings. Its species come here.`}
            action={{
              text: t`Set up a run`,
              act: () => {
                go("run");
              },
            }}
          />
        )}
        {value?.total === 0 && !isEmpty && (
          <Said className="quiet">
            <Trans>No species of this project has such a name.</Trans>
          </Said>
        )}
        {value !== undefined && value.total > 0 && (
          <table className="plain-table species-list">
            <thead>
              <tr>
                <th scope="col">{t`Species`}</th>
                <th scope="col" className="number">
                  {t`Detections`}
                </th>
              </tr>
            </thead>
            <tbody>
              {value.names.map(({ species, common, detections }) => (
                <tr key={species}>
                  <th scope="row">
                    <a href={speciesAddress(species)}>
                      <SpeciesName species={species} common={common} />
                    </a>
                  </th>
                  <td className="number">
                    {detections > 0 || !labelled.has(species) ? (
                      count(detections)
                    ) : (
                      <span className="quiet">{t`only in labels`}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {more > 0 && (
          <Said className="quiet small">
            <MoreNames count={more} />
          </Said>
        )}
      </div>
    </>
  );
}
