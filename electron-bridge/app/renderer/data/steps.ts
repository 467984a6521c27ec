/**
 * What was done and undone in the open project. It outlives a page, so that the keys take a step
 * back, and do it again, after a look at another page too.
 */
import { useEngine } from "./engine.js";

/** So many steps are taken back one by one; the history in Settings has all. */
const MOST_STEPS = 1_000;

interface Lists<Step> {
  /** Newest last; an undo may come before the engine has answered. */
  done: Step[];
  /** The one undone last is last. */
  undone: Step[];
}

export interface Steps<Step> {
  here: () => Lists<Step>;
  /** Once something new is done, nothing is left to redo. */
  remember: (step: Step) => void;
  forget: (step: Step) => void;
}

/** The steps of one page. */
export function stepsOf<Step>(): Steps<Step> {
  let known: { project: number; lists: Lists<Step> } | undefined;
  const here = (): Lists<Step> => {
    const { project } = useEngine.getState();
    if (known?.project !== project) known = { project, lists: { done: [], undone: [] } };
    return known.lists;
  };
  return {
    here,
    remember: (step) => {
      const { done, undone } = here();
      done.push(step);
      done.splice(0, done.length - MOST_STEPS);
      undone.length = 0;
    },
    forget: (step) => {
      const { done } = here();
      const at = done.indexOf(step);
      if (at >= 0) done.splice(at, 1);
    },
  };
}
