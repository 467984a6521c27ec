/** The versions of a classifier, and the species of one with their figures. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { HeadSpecies } from "@linnet/electron-bridge/generated/contract.js";
import type { PageError } from "../../data/call.js";
import { confidence } from "../../estimates/numbers.js";
import { count, moment } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Details } from "../../ui/own-words.js";
import { CountCell, NoteCell, SpeciesCell } from "./cells.js";
import { switchTo } from "./acts.js";
import type { Classifier, Version } from "./classifiers.js";
import { Gains } from "./gains.js";
import type { Removing } from "./remove-dialog.js";
import { figure } from "./words.js";

interface OverviewProps {
  classifier: Classifier;
  onRemove: (removing: Removing) => void;
  onError: (error: PageError | undefined) => void;
}

export function Overview({ classifier, onRemove, onError }: OverviewProps): React.JSX.Element {
  const { t } = useLingui();
  const { versions, inUse } = classifier;
  const [looked, setLooked] = useState<number>();
  const shown = versions.find(({ number }) => number === (looked ?? inUse)) ?? versions[0];
  const number = String(shown?.number ?? "");
  return (
    <div className="learn-panel">
      <section aria-label={t`Versions`}>
        <div className="table-area">
          <table className="plain-table wide">
            <thead>
              <tr>
                <th scope="col">{t`Version`}</th>
                <th scope="col">{t`Made`}</th>
                <th scope="col" className="number">{t`Labels`}</th>
                <th scope="col" className="number">{t`Recordings left out`}</th>
                <th scope="col" className="number">{t`AP`}</th>
                <th scope="col" className="number">{t`AUROC`}</th>
                <th scope="col">
                  <span className="unseen">{t`What can be done`}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {versions.map((each) => (
                <VersionRow
                  key={each.versionId}
                  version={each}
                  isShown={each.number === shown?.number}
                  isOnly={versions.length === 1}
                  onLook={() => {
                    setLooked(each.number);
                  }}
                  onUse={() => {
                    setLooked(each.number);
                    void switchTo(classifier.name, each).then(onError);
                  }}
                  onRemove={() => {
                    onRemove({ version: each });
                  }}
                />
              ))}
            </tbody>
          </table>
        </div>
        {versions.length > 1 && (
          <p className="quiet small">
            <Trans>
              Each version was tested on its own labels, so these figures cannot be compared.
              Compare tests two versions on the same recordings.
            </Trans>
          </p>
        )}
        <Gains classifier={classifier} />
      </section>
      {shown !== undefined && (
        <section aria-label={t`Species of version ${number}`}>
          <h2>
            <Trans>Species of version {number}</Trans>
          </h2>
          <Trouble version={shown} />
          <Species species={shown.species} />
        </section>
      )}
    </div>
  );
}

interface VersionRowProps {
  version: Version;
  isShown: boolean;
  isOnly: boolean;
  onLook: () => void;
  onUse: () => void;
  onRemove: () => void;
}

function VersionRow(props: VersionRowProps): React.JSX.Element {
  const { version, isShown, isOnly, onLook, onUse, onRemove } = props;
  const { t } = useLingui();
  const { inUse, by, madeAt, labels, heldBack, averagePrecision, auroc, origin } = version;
  const number = String(version.number);
  return (
    <tr className={isShown ? "chosen" : ""}>
      <th scope="row">
        <Button
          variant="quiet"
          aria-pressed={isShown}
          aria-label={t`Show version ${number}`}
          onPress={onLook}
        >
          {number}
        </Button>{" "}
        {inUse && <b className="small">{t`in use`}</b>}
      </th>
      <td>
        {by} <span className="quiet small">{moment(madeAt)}</span>{" "}
        {origin === "imported" && <span className="quiet small">{t`imported`}</span>}
        {origin === "added" && <span className="quiet small">{t`from a file`}</span>}
      </td>
      <td className="number">{labels === null ? "–" : count(labels)}</td>
      <td className="number">{heldBack === null ? "–" : count(heldBack)}</td>
      <td className="number">{figure(averagePrecision)}</td>
      <td className="number">{figure(auroc)}</td>
      <td className="learn-acts">
        {!inUse && (
          <Button variant="quiet" aria-label={t`Use version ${number}`} onPress={onUse}>
            <Trans>Use</Trans>
          </Button>
        )}
        {!isOnly && (
          <Button variant="quiet" aria-label={t`Remove version ${number}`} onPress={onRemove}>
            <Trans>Remove…</Trans>
          </Button>
        )}
      </td>
    </tr>
  );
}

function Trouble({ version }: { version: Version }): React.JSX.Element | null {
  if (version.trouble === null) return null;
  return (
    <div className="warn">
      <p>
        <Trans>The record of its training cannot be read. Train it again.</Trans>
      </p>
      <Details texts={[version.trouble]} />
    </div>
  );
}

function Species({ species }: { species: readonly HeadSpecies[] }): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="table-area">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t`Species`}</th>
            <th scope="col" className="number">{t`Windows with it`}</th>
            <th scope="col" className="number">{t`Without it`}</th>
            <th scope="col" className="number">{t`Recordings`}</th>
            <th scope="col" className="number">{t`AP`}</th>
            <th scope="col" className="number">{t`AUROC`}</th>
            <th scope="col" className="number">{t`Threshold`}</th>
            <th scope="col">{t`Note`}</th>
          </tr>
        </thead>
        <tbody>
          {species.map((each) => (
            <tr key={each.species}>
              <SpeciesCell species={each.species} common={each.common ?? null} />
              <CountCell value={each.positives} />
              <CountCell value={each.negatives} />
              <CountCell value={each.recordings} />
              <td className="number">{figure(each.averagePrecision)}</td>
              <td className="number">{figure(each.auroc)}</td>
              <td className="number">
                {each.threshold == null ? "–" : confidence(each.threshold)}
              </td>
              <NoteCell note={each.note} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
