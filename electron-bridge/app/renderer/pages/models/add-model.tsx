/** A model of one's own: main asks in the system's dialogs, since a model is code of others. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { AddModelResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Outcome } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Details } from "../../ui/own-words.js";
import { english } from "../../ui/plain.js";
import { Said } from "../../ui/said.js";

export function AddModel(): React.JSX.Element {
  const [outcome, setOutcome] = useState<Outcome<AddModelResult>>();
  const [asking, setAsking] = useState(false);
  const add = async (): Promise<void> => {
    setAsking(true);
    setOutcome(await window.app.addModel());
    setAsking(false);
    touch(["modelFiles"]);
  };
  return (
    <section className="card add-model">
      <h2>
        <Trans>Add a model of your own</Trans>
      </h2>
      <p>
        <Trans>Linnet reads ONNX models and custom classifiers of BirdNET-Analyzer.</Trans>{" "}
        <Trans>You need the model's file and a text file with its classes, one in a line.</Trans>
      </p>
      <p className="quiet">
        <Trans>A model is a program of somebody else. Add only models that you trust.</Trans>{" "}
        <Trans>Linnet tries it in a process of its own, with limits, before it counts.</Trans>
      </p>
      <Button variant="primary" isDisabled={asking} onPress={() => void add()}>
        {asking ? <Trans>Trying the model…</Trans> : <Trans>Choose the files…</Trans>}
      </Button>
      {outcome?.ok === false && <Failure error={outcome.error} />}
      {outcome?.ok === true && <Added added={outcome.value} />}
    </section>
  );
}

function Added({ added }: { added: AddModelResult }): React.JSX.Element {
  const { title, sampleRate } = added.model;
  const why = english(added.why);
  return (
    <Said as="div">
      <p>
        <Trans>{title} is installed.</Trans>
      </p>
      {added.why !== null &&
        (why === undefined ? <Details texts={[added.why]} /> : <p className="quiet">{why}</p>)}
      <p className="small quiet">
        <Trans>It hears sound at {sampleRate} Hz.</Trans>
      </p>
    </Said>
  );
}
