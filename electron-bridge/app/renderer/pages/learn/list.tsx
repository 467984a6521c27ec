/** All own classifiers, and what one is good for where there is none. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../../data/call.js";
import { count, moment } from "../../i18n/format.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { go, keep } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { importClassifier } from "./acts.js";
import { useBases } from "./bases.js";
import { type Classifier, useClassifiers, versionInUse } from "./classifiers.js";
import { useLabels } from "./labels.js";
import { useLack } from "./lack.js";
import { NewDialog } from "./new-dialog.js";
import { figure } from "./words.js";

/** `isNew`: the dialog that makes one is open. */
export function List({ isNew }: { isNew: boolean }): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, again } = useClassifiers();
  const { models } = useBases();
  const [failed, setFailed] = useState<PageError>();
  const make = (): void => {
    keep({ new: "" });
  };
  const bring = (): void => {
    void importClassifier().then(setFailed);
  };
  useCommands({ "learn.new": make, "learn.import": bring });
  const heads = value?.heads;
  const titles = new Map(models?.map(({ name, title }) => [name, title]));
  const names = [...(heads ?? []), ...(models ?? [])].map(({ name }) => name);
  return (
    <>
      <header className="page-head">
        <h1>
          <Trans>Own classifiers</Trans>
        </h1>
        <span className="grow" />
        <Button onPress={bring}>
          <Trans>Import…</Trans> <KeyName of="learn.import" />
        </Button>
        <Button variant="primary" onPress={make}>
          <Trans>New classifier…</Trans> <KeyName of="learn.new" />
        </Button>
      </header>
      <div className="page-body">
        {failed !== undefined && <Failure error={failed} />}
        {error !== undefined && (
          <Failure error={error} action={{ text: t`Try again`, act: again }} />
        )}
        {heads === undefined && error === undefined && <Loading />}
        {heads?.length === 0 && <None onNew={make} />}
        {heads !== undefined && heads.length > 0 && (
          <div className="table-area">
            <Table classifiers={heads} titles={titles} />
          </div>
        )}
      </div>
      {isNew && (
        <NewDialog
          taken={names}
          onClose={() => {
            keep({ new: undefined });
          }}
          onBegun={(name) => {
            go("learn", { c: name, step: "train" });
          }}
        />
      )}
    </>
  );
}

function None({ onNew }: { onNew: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const { bases, error } = useBases();
  const labels = useLabels();
  const lackOf = useLack();
  const trouble = error ?? labels.error;
  if (trouble !== undefined) return <Failure error={trouble} />;
  if (bases === undefined || labels.value === undefined) return <Loading />;
  const lack = lackOf(bases, labels.value);
  if (lack !== undefined) return <Empty {...lack} />;
  return (
    <Empty
      title={t`Teach Linnet a sound of your own`}
      reason={t`From your labels, a classifier learns species that no model knows, or tells better what your recorders hear. It takes seconds. It then asks you about the windows of which it is least sure, learns again, and finds the sound in all recordings without reading them anew.`}
      action={{ text: t`New classifier…`, act: onNew }}
    />
  );
}

interface TableProps {
  classifiers: readonly Classifier[];
  /** Of models, by their names. */
  titles: ReadonlyMap<string, string>;
}

function Table({ classifiers, titles }: TableProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <table className="plain-table wide">
      <thead>
        <tr>
          <th scope="col">{t`Classifier`}</th>
          <th scope="col">{t`Species`}</th>
          <th scope="col" className="number">{t`Version`}</th>
          <th scope="col" className="number">{t`Labels`}</th>
          <th scope="col" className="number">{t`AP`}</th>
          <th scope="col">{t`Learns on`}</th>
          <th scope="col">{t`Made`}</th>
        </tr>
      </thead>
      <tbody>
        {classifiers.map((each) => (
          <Row key={each.name} classifier={each} titles={titles} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  classifier: Classifier;
  titles: TableProps["titles"];
}

function Row({ classifier, titles }: RowProps): React.JSX.Element {
  const { name, title } = classifier;
  const version = versionInUse(classifier) ?? classifier.versions[0];
  const species = version?.species.map((each) => each.species) ?? [];
  return (
    <tr>
      <th scope="row">
        <a href={`#/learn?c=${encodeURIComponent(name)}`}>{title}</a>
      </th>
      <td className="learn-names">
        <i title={species.join(", ")}>{species.join(", ")}</i>
      </td>
      <td className="number">{version?.number}</td>
      <td className="number">{version?.labels == null ? "–" : count(version.labels)}</td>
      <td className="number">{figure(version?.averagePrecision)}</td>
      <td>{titles.get(version?.base ?? "") ?? version?.base}</td>
      <td>
        {version?.by}{" "}
        {version !== undefined && <span className="quiet small">{moment(version.madeAt)}</span>}
      </td>
    </tr>
  );
}
