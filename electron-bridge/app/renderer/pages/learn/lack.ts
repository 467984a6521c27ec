/** What is missing before a classifier can be taught, and the one thing to do about it. */
import { useLingui } from "@lingui/react/macro";
import { go } from "../../routes.js";
import type { Base } from "./bases.js";
import type { Labels } from "./labels.js";

export interface Lack {
  title: string;
  reason: string;
  action: { text: string; act: () => void };
}

/** Undefined: nothing is missing. */
export function useLack(): (bases: readonly Base[], labels: Labels) => Lack | undefined {
  const { t } = useLingui();
  return (bases, labels) => {
    if (bases.length === 0) {
      return {
        title: t`No model to learn on`,
        reason: t`A classifier of your own learns on what another model keeps of each window. None of the installed models keeps that. BirdNET and Perch do.`,
        action: {
          text: t`Install a model`,
          act: () => {
            go("models");
          },
        },
      };
    }
    if (bases.every(({ recordings }) => recordings === 0)) {
      const titles = bases.map(({ title }) => title).join(", ");
      return {
        title: t`Nothing to learn on yet`,
        reason: t`A classifier of your own learns on what a model has kept of your recordings. Run a model that keeps it: ${titles}.`,
        action: {
          text: t`Set up a run`,
          act: () => {
            go("run");
          },
        },
      };
    }
    if (labels.species.every(({ right }) => right === 0)) {
      return {
        title: t`Nobody has labelled anything yet`,
        reason: t`A classifier learns from what people have said: clips that are right, and clips that are wrong. Three right ones of a species are the least; thirty, from many recordings, make a good one.`,
        action: {
          text: t`Verify a sample`,
          act: () => {
            go("verify");
          },
        },
      };
    }
    return undefined;
  };
}
