/** Run: set up, look at the plan, start; then see what is heard while it goes on, and how it ended. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { useRows } from "../../data/answer.js";
import { useJobs } from "../../data/jobs.js";
import { useModels } from "../../data/models.js";
import { useCommands } from "../../keys/scopes.js";
import { go, keep, useRoute } from "../../routes.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Progress } from "../../ui/progress.js";
import { Earlier } from "./earlier.js";
import { Ended } from "./ended.js";
import { Left } from "./left.js";
import { usable } from "./model-field.js";
import { Now } from "./now.js";
import { Queue } from "./queue.js";
import { SetUp } from "./set-up.js";
import { useStart, type Starting } from "./start.js";
import { useSetup, type SetupState } from "./use-setup.js";
import "./run.css";

export default function RunPage(): React.JSX.Element {
  const { t } = useLingui();
  const state = useAskedPart(useSetup());
  const starting = useStart();
  const { value: models, error, again } = useModels();
  const counted = useRows({ select: "recordings", limit: 1 }, ["recordings"]);
  const recordings = counted.value?.total;
  useFirstFolder(state, recordings);
  useErrorsKey();
  const { change } = state;
  const installed = usable(models ?? []);
  const waiting = (models === undefined && error === undefined) || !state.ready;
  return (
    <div
      className="run-page"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        void window.app.dropped([...event.dataTransfer.files]).then((picked) => {
          const folders = picked.map(({ path }) => path);
          if (folders.length > 0) change({ what: "folder", folders });
        });
      }}
    >
      <header className="page-head">
        <h1>
          <Trans>Run</Trans>
        </h1>
        <p className="quiet">
          <Trans>A model listens to recordings, and names what it hears.</Trans>
        </p>
      </header>
      <div className="page-body run-body">
        {error !== undefined && (
          <Failure error={error} action={{ text: t`Try again`, act: again }} />
        )}
        {counted.error !== undefined && (
          <Failure error={counted.error} action={{ text: t`Try again`, act: counted.again }} />
        )}
        {waiting && <Loading />}
        {models !== undefined && state.ready && installed.length === 0 && (
          <Empty
            title={t`No model is installed`}
            reason={t`A run needs a model that hears species. The gallery has some, and says what each is for.`}
            action={{
              text: t`Open the gallery`,
              act: () => {
                go("models", { tab: "gallery" });
              },
            }}
          />
        )}
        {state.ready && installed.length > 0 && (
          <SetUp
            setup={state.setup}
            change={change}
            models={installed}
            recordings={recordings}
            starting={starting}
          />
        )}
        <Runs starting={starting} />
      </div>
    </div>
  );
}

/**
 * A project without recordings begins with a folder; else with what is left to do, also where an import
 * of the first steps ends only now.
 */
function useFirstFolder({ ready, known, setup, change }: SetupState, recordings?: number): void {
  const isOurs = useRef(false);
  const isChosen = setup.what !== "folder" || setup.folders.length > 0;
  useEffect(() => {
    if (!ready || known || recordings === undefined) return;
    if (recordings === 0 && !isOurs.current) {
      isOurs.current = true;
      change({ what: "folder" });
    } else if (recordings > 0 && isOurs.current && !isChosen) {
      isOurs.current = false;
      change({ what: "new" });
    }
  }, [ready, known, recordings, isChosen, change]);
}

/** The page Recordings has sent the person here with a part of them. */
function useAskedPart(state: SetupState): SetupState {
  const { ready, change } = state;
  const { query } = useRoute();
  const { w: part, of: partName } = query;
  useEffect(() => {
    if (!ready || part === undefined) return;
    change({ what: "part", part, partName: partName ?? null });
    keep({ w: undefined, of: undefined });
  }, [ready, part, partName, change]);
  // Until it is chosen, nothing is planned.
  return { ...state, ready: ready && part === undefined };
}

function useErrorsKey(): void {
  useCommands({
    "run.errors": () => {
      const list = document.querySelector<HTMLDetailsElement>(".run-errors");
      if (list === null) return false;
      list.open = true;
      list.querySelector("summary")?.focus();
      return true;
    },
  });
}

function Runs({ starting }: { starting: Starting }): React.JSX.Element {
  const { t } = useLingui();
  const { jobs } = useJobs();
  const of = (list: typeof jobs.running): typeof jobs.running =>
    list.filter(({ kind }) => kind === "run");
  const [running, waiting, left, ended] = [
    of(jobs.running),
    of(jobs.waiting),
    of(jobs.left),
    of(jobs.ended).slice(0, 1),
  ];
  return (
    <>
      {starting.title !== undefined && (
        <section className="card" aria-label={t`Now`}>
          <h2>{starting.title}</h2>
          <Progress label={t`Progress of the run`} share={null} text={t`Starting`} />
        </section>
      )}
      {running.map((job) => (
        <Now key={job.id} job={job} />
      ))}
      <Left jobs={left} />
      <Queue waiting={waiting} />
      {running.length === 0 && ended.map((job) => <Ended key={job.id} job={job} />)}
      <Earlier jobs={[...running, ...waiting, ...left, ...(running.length === 0 ? ended : [])]} />
    </>
  );
}
