/** What is done with a whole sample, by keys and from its head: the dialog that it opens, and its failure. */
import { useState } from "react";
import type { EstimatedSpecies } from "@linnet/electron-bridge/generated/contract.js";
import type { PageError } from "../../data/call.js";
import { useCommands } from "../../keys/scopes.js";
import { go } from "../../routes.js";
import { useSteady } from "../../ui/steady.js";
import { copyMethods, exportSample, grow, remove } from "./acts.js";
import { toAgreement, toDisputes } from "./disputes/address.js";
import type { WholeAct } from "./queue-head.js";
import type { Sample } from "./samples.js";

export type WholeDialog = "threshold" | "remove";

export interface Whole {
  act: (act: WholeAct) => void;
  dialog: WholeDialog | undefined;
  close: () => void;
  remove: () => void;
  failed: PageError | undefined;
}

export function useWhole(
  sample: Sample | undefined,
  told: readonly EstimatedSpecies[] | undefined,
  looks: Record<"blind" | "one", () => void>,
): Whole {
  const [dialog, setDialog] = useState<WholeDialog>();
  const [failed, setFailed] = useState<PageError>();
  const after = (act: Promise<PageError | undefined>): void => {
    void act.then(setFailed);
  };
  const acts: Record<WholeAct, () => void> = {
    ...looks,
    grow: () => {
      if (sample !== undefined) after(grow(sample));
    },
    export: () => {
      if (sample !== undefined) after(exportSample(sample));
    },
    methods: () => {
      if (told !== undefined) void copyMethods(told);
    },
    threshold: () => {
      setDialog("threshold");
    },
    remove: () => {
      setDialog("remove");
    },
    list: () => {
      go("verify");
    },
  };
  const { one, blind, threshold, list } = acts;
  useCommands({
    "verify.one": one,
    "verify.blind": blind,
    "verify.threshold": threshold,
    "verify.export": acts.export,
    "verify.list": list,
    "verify.disagreements": () => {
      toDisputes();
    },
    "verify.agreement": () => {
      toAgreement();
    },
  });
  return {
    ...{ dialog, failed },
    act: useSteady((act: WholeAct) => {
      acts[act]();
    }),
    close: () => {
      setDialog(undefined);
    },
    remove: () => {
      if (sample !== undefined) after(remove(sample));
    },
  };
}
