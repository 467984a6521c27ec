/** First run: from a card of recordings to the first run in three screens, by keyboard alone. */
import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PageError } from "../../data/call.js";
import { forgetFirstSteps } from "../../data/first-steps.js";
import { change as changeSettings } from "../../data/settings.js";
import { useCommands } from "../../keys/scopes.js";
import { useFreshList, useModels } from "../../models/models.js";
import { tellNotes } from "../../notes/news.js";
import { go } from "../../routes.js";
import { tell } from "../../ui/toast.js";
import { readable, useCards } from "./cards.js";
import { coordinates, EMPTY } from "../../places/coordinates.js";
import { useDropping } from "../../ui/dropping.js";
import { Foot } from "./foot.js";
import { Head } from "./head.js";
import { ImportStatus } from "./import-status.js";
import { useImports } from "./imports.js";
import { Model, offered, usable } from "./model.js";
import { Place } from "./place.js";
import { patternOf, spots, tellPlaces, usePlacing, wayOf } from "./placing.js";
import { Recordings } from "./recordings.js";
import { show, type Step, useStep } from "./steps.js";
import "./first-run.css";

const CARDS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export default function FirstRunPage(): React.JSX.Element {
  const { t } = useLingui();
  const wanted = useStep();
  const cards = useCards();
  const [placing, change] = usePlacing();
  const imports = useImports();
  const models = useModels();
  useFreshList();
  const [strict, setStrict] = useState(false);
  const [error, setError] = useState<PageError>();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<number>();
  // After a reload nothing is chosen any more, so there is nothing to place.
  const step: Step = wanted === "place" && cards.inputs.length === 0 ? "recordings" : wanted;
  const ready = usable(models.value);
  const { add } = cards;
  const over = useDropping(
    useCallback(
      (picked) => {
        add(picked);
        if (picked.length > 0) show("recordings");
      },
      [add],
    ),
  );

  const finish = async (): Promise<void> => {
    await changeSettings({ begun: true });
    // Not before another page stands here: this one would show what is forgotten.
    window.addEventListener("hashchange", forgetFirstSteps, { once: true });
    go("run");
  };
  const toModel = async (): Promise<void> => {
    if (ready === undefined) {
      show("model");
      return;
    }
    const { title } = ready;
    tell({ text: t`${title} is installed already, so no model has to be chosen.` });
    await finish();
  };
  const bringIn = async (place: typeof placing): Promise<void> => {
    setBusy(true);
    const told = await tellPlaces(cards, place);
    change({ deployments: told.deployments });
    tellNotes(told.notes);
    const failed = told.error ?? (await imports.start(told.imports));
    setBusy(false);
    setError(failed);
    if (failed === undefined) await toModel();
  };
  const next = async (): Promise<void> => {
    if (off !== undefined || busy) return;
    if (step === "recordings") show("place");
    else if (step === "model") await finish();
    else {
      setStrict(true);
      if (complete) await bringIn(placing);
    }
  };
  const skip = async (): Promise<void> => {
    if (step === "model") await finish();
    else if (step === "place") await bringIn({ ...placing, way: "none", zones: [] });
    else await toModel();
  };
  const back = (): void => {
    setError(undefined);
    show(step === "model" && cards.inputs.length > 0 ? "place" : "recordings");
  };

  const byFolder = placing.byFolder && patternOf(cards) !== undefined;
  const complete =
    wayOf(placing, cards.look.folders) !== "typed" ||
    spots(cards, byFolder).every(
      ({ key }) => coordinates(placing.places[key] ?? EMPTY) !== undefined,
    );
  const found = readable(cards.look) > 0;
  const off = {
    recordings: found
      ? undefined
      : cards.inputs.length === 0
        ? t`Choose recordings first, or skip.`
        : t`Nothing can be read so far.`,
    place: undefined,
    model: ready === undefined ? t`Install a model first, or skip.` : undefined,
  }[step];

  const on = useRef<HTMLSpanElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useFocus(step, off === undefined, step !== "model" || models.value !== undefined, body, on);
  useCommands({
    "first-run.next": () => void next(),
    "first-run.back": () => {
      // Esc leaves a field that is written in; that is not for this page.
      const { activeElement: at } = document;
      if (at instanceof HTMLInputElement && at.type === "text") return false;
      if (step === "recordings") return false;
      back();
      return true;
    },
    "first-run.card": ({ key }) => {
      const number = CARDS.indexOf(key) + 1;
      if (step !== "model" || number > offered(models.value).length) return false;
      setAsked(number);
      return true;
    },
  });
  return (
    <form
      className="first-run"
      onSubmit={(event) => {
        event.preventDefault();
        void next();
      }}
    >
      <Head step={step} />
      <main className="page-body first-body" aria-label={t`First steps`} ref={body}>
        {step === "recordings" && <Recordings cards={cards} over={over} />}
        {step === "place" && (
          <Place cards={cards} placing={placing} change={change} strict={strict} error={error} />
        )}
        {step === "model" && (
          <>
            <ImportStatus jobs={imports.jobs} />
            <Model models={models} asked={asked} ask={setAsked} />
          </>
        )}
      </main>
      <Foot step={step} off={off} on={on} back={back} skip={() => void skip()} />
    </form>
  );
}

/** Each screen takes the keys when it opens; what can be done next gets them when it can be done. */
function useFocus(
  step: Step,
  ready: boolean,
  loaded: boolean,
  body: React.RefObject<HTMLElement | null>,
  on: React.RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (document.activeElement?.closest('[role="dialog"]') != null) return;
    const writing = document.activeElement instanceof HTMLInputElement;
    const typed = body.current?.querySelector<HTMLElement>('.spot input[type="text"]');
    if (step === "place" && typed != null) typed.focus();
    else if (ready && !(writing && step === "recordings"))
      on.current?.querySelector("button")?.focus();
    else if (!writing) {
      const at = body.current;
      if (step === "model") at?.querySelector<HTMLElement>(".first-model > .button")?.focus();
      else at?.querySelector<HTMLElement>("button, input")?.focus();
    }
  }, [step, ready, loaded, body, on]);
}
