/** What is missing before a classifier can be taught, and the one thing to do about it. */
import { useLingui } from "@lingui/react/macro";
import type { PageError } from "../../data/call.js";
import { go } from "../../routes.js";
import { type Base, useBases } from "./bases.js";
import { type Classifier, versionInUse } from "./classifiers.js";
import type { Labels } from "./labels.js";

export interface Lack {
  title: string;
  reason: string;
  action: { text: string; act: () => void };
}

function useUnheard(): (bases: readonly Base[]) => Lack {
  const { t } = useLingui();
  return (bases) => {
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
  };
}

interface BaseLack {
  /** Undefined: nothing is missing, or nobody knows yet. */
  lack: Lack | undefined;
  isKnown: boolean;
}

/** Whether the model of a classifier has analysed anything in this project. */
export function useBaseLack(classifier: Classifier): BaseLack {
  const { bases } = useBases();
  const unheard = useUnheard();
  const base = (versionInUse(classifier) ?? classifier.versions[0])?.base;
  const its = bases?.find(({ name }) => name === base);
  const lack = its?.recordings === 0 ? unheard([its]) : undefined;
  return { lack, isKnown: bases !== undefined };
}

/**
 * What to do where the stored windows could not be looked through.
 *
 * They may be of another version of the model than the classifier learnt on; then a run makes new ones.
 */
export function useRemedy(): (error: PageError, again: () => void) => Lack["action"] {
  const { t } = useLingui();
  const run = (): void => {
    go("run");
  };
  return ({ kind }, again) =>
    kind === "InvalidParams"
      ? { text: t`Set up a run`, act: run }
      : { text: t`Try again`, act: again };
}

/** Undefined: nothing is missing. */
export function useLack(): (bases: readonly Base[], labels: Labels) => Lack | undefined {
  const { t } = useLingui();
  const unheard = useUnheard();
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
    if (bases.every(({ recordings }) => recordings === 0)) return unheard(bases);
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
