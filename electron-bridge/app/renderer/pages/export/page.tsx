/** Export: what, for which program, how, and where to; the first rows and the plan before anything is written. */
import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useKept } from "../../data/kept.js";
import { givenOf } from "../../filters/given.js";
import { useCommands } from "../../keys/scopes.js";
import { useRoute } from "../../routes.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { useClipsPlan, usePlan, usePreview, useTotal } from "./asked.js";
import { useBegin } from "./begin.js";
import { Cards } from "./cards.js";
import { Foot } from "./foot.js";
import { endedOf, ExportJobs, isOver, useExportJobs } from "./jobs.js";
import { Nothing } from "./nothing.js";
import { Options } from "./options.js";
import { Preview } from "./preview.js";
import { asSetup, CARDS, lacksTable, type Setup, USUAL } from "./setup.js";
import { To } from "./to.js";
import { What } from "./what.js";
import { wanted } from "./where.js";
import "./export.css";

export default function ExportPage(): React.JSX.Element {
  const { value: setup, ready, change } = useKept("export/setup", USUAL, asSetup);
  return (
    <div className="export-page">
      <header className="page-head">
        <h1>
          <Trans>Export</Trans>
        </h1>
        <p className="quiet">
          <Trans>Detections, labels and clips, for other programs.</Trans>
        </p>
      </header>
      <div className="page-body export-body">
        {ready ? <Form setup={fitting(setup)} change={change} /> : <Loading />}
      </div>
    </div>
  );
}

/** Choices that exclude each other give way: clips are of detections, and so is the species table. */
function fitting(setup: Setup): Setup {
  const kind = setup.card === "clips" && setup.kind === "labels" ? "heard" : setup.kind;
  const whole = { ...setup, kind, withClips: setup.withClips && kind !== "labels" };
  return lacksTable(whole) ? { ...whole, sheet: "rows" } : whole;
}

interface FormProps {
  setup: Setup;
  change: (some: Partial<Setup>) => void;
}

function Form({ setup, change }: FormProps): React.JSX.Element {
  const { query } = useRoute();
  const given = givenOf(query);
  const { where, leftOut } = wanted(given, setup.kind);
  const total = useTotal(setup, where, false);
  const isEmpty = total.value?.total === 0;
  const off = isEmpty || total.value === undefined;
  const preview = usePreview(setup, where, off);
  const jobs = useExportJobs();
  const ended = endedOf(jobs);
  const plan = usePlan(setup, where, off, ended);
  const clipsPlan = useClipsPlan(setup, where, off, ended);
  const choose = (): void => {
    void window.app.pick("export").then(([picked]) => {
      if (picked !== undefined) change({ folder: picked.path });
    });
  };
  const { begin, waits, starting } = useBegin({ setup, where, off, plan, clipsPlan });
  // An export was asked for while its plan is awaited: nothing begins that nobody has seen.
  const [tooEarly, setTooEarly] = useState(false);
  useEffect(() => {
    if (!waits) setTooEarly(false);
  }, [waits]);
  useCommands({
    "export.card": ({ key }) => {
      const card = CARDS[Number(key) - 1];
      if (card === undefined) return false;
      change({ card });
      return true;
    },
    "export.folder": choose,
    "export.start": () => {
      if (waits) setTooEarly(true);
      if (begin === undefined) return waits;
      begin();
      return true;
    },
    "export.stop": () => {
      const going = jobs.filter((job) => !isOver(job));
      for (const { id } of going) void window.linnet.jobs.cancel(id);
      return going.length > 0;
    },
  });
  return (
    <>
      <ExportJobs jobs={jobs} />
      <What
        given={given}
        view={query.view}
        setup={setup}
        leftOut={leftOut}
        total={total.value?.total}
        change={change}
      />
      <Cards
        chosen={setup.card}
        onChange={(card) => {
          change({ card });
        }}
      />
      {total.error !== undefined && <Failure error={total.error} />}
      {isEmpty ? (
        <Nothing
          kind={setup.kind}
          given={given}
          onKind={(kind) => {
            change({ kind });
          }}
        />
      ) : (
        <>
          <Options setup={setup} change={change} />
          {setup.card !== "clips" && <Preview answer={preview} />}
          <To {...{ setup, change, choose, plan, clipsPlan }} />
          {starting.error !== undefined && <Failure error={starting.error} />}
          <Foot
            {...{ begin, jobs }}
            lacksFolder={setup.folder === null}
            isTooEarly={tooEarly && waits}
          />
        </>
      )}
    </>
  );
}
