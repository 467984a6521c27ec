/** Models: those on this computer, those that can be had, and one's own. */
import { Trans, useLingui } from "@lingui/react/macro";
import { count } from "../../i18n/format.js";
import { Notes } from "../../notes/notes.js";
import { keep, useRoute } from "../../routes.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Tabs } from "../../ui/tabs.js";
import { AddModel } from "./add-model.js";
import { ModelCard } from "./card.js";
import { useCardArrows } from "./card-commands.js";
import { type ModelRow, useFreshList, useModelList } from "../../models/models.js";
import "./models.css";

type Tab = "installed" | "gallery" | "own";

export default function ModelsPage(): React.JSX.Element {
  const { t } = useLingui();
  const { query } = useRoute();
  const { value, error, again } = useModelList();
  const models = value?.models;
  useFreshList();
  useCardArrows();
  const installed = models?.filter((each) => each.installed) ?? [];
  const number = count(installed.length);
  const chosen = tabOf(query.tab, models === undefined || installed.length > 0);
  const tabs = [
    {
      id: "installed" as const,
      text: t`Installed (${number})`,
      panel: <Installed models={installed} />,
    },
    {
      id: "gallery" as const,
      text: t`Gallery`,
      panel: <Cards models={models?.filter((each) => each.base == null) ?? []} />,
    },
    { id: "own" as const, text: t`Add my own`, panel: <AddModel /> },
  ];
  return (
    <>
      <header className="page-head">
        <h1>
          <Trans>Models</Trans>
        </h1>
        <p className="quiet">
          <Trans>A model hears species in sound. It works without a network once it is here.</Trans>
        </p>
      </header>
      <div className="page-body">
        {error !== undefined && (
          <Failure error={error} action={{ text: t`Try again`, act: again }} />
        )}
        <Notes notes={value?.notes ?? []} />
        {models === undefined && error === undefined && <Loading />}
        {models !== undefined && (
          <Tabs
            label={t`Models`}
            tabs={tabs}
            chosen={chosen}
            onChange={(tab) => {
              keep({ tab });
            }}
          />
        )}
      </div>
    </>
  );
}

function tabOf(wanted: string | undefined, some: boolean): Tab {
  if (wanted === "installed" || wanted === "gallery" || wanted === "own") return wanted;
  return some ? "installed" : "gallery";
}

function Installed({ models }: { models: ModelRow[] }): React.JSX.Element {
  const { t } = useLingui();
  if (models.length > 0) return <Cards models={models} />;
  return (
    <Empty
      title={t`No model is installed`}
      reason={t`Without a model, nothing can be heard in recordings. The gallery has models to download, or to take from a folder.`}
      action={{
        text: t`Open the gallery`,
        act: () => {
          keep({ tab: "gallery" });
        },
      }}
    />
  );
}

function Cards({ models }: { models: ModelRow[] }): React.JSX.Element {
  return (
    <ul className="model-cards">
      {models.map((model) => (
        <li key={model.name}>
          <ModelCard model={model} />
        </li>
      ))}
    </ul>
  );
}
