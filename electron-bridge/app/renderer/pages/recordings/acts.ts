/** What can be done with the chosen part, by buttons and keys. */
import { useCommands } from "../../keys/scopes.js";
import { go, keep } from "../../routes.js";
import { type Recordings, sitesOf } from "./chosen.js";
import { undo } from "./change-places.js";
import { sharedNames } from "../../places/same-name.js";
import { heardWhere, whereOf } from "./filters.js";
import { useNodeName } from "./names.js";
import { labelFirst, playFirst } from "./sounds.js";
import { cellsOf, dateOf, wholeOf } from "./spans.js";
import { failed } from "./undo.js";

export interface Acts {
  analyse: () => void;
  showMissing: () => void;
  /** Undefined where no filter of the page Detections says the same. */
  open: (() => void) | undefined;
  /** Undefined where there is nothing to edit. */
  edit: (() => void) | undefined;
}

/** `own`: the table has a chosen recording, which its keys are about; Enter opens it in Label. */
export function useActs(
  recordings: Recordings,
  onEdit: () => void,
  own: { play?: () => boolean; label?: () => boolean } = {},
): Acts {
  const nameOf = useNodeName();
  const { chosen: node, calendar } = recordings;
  const filter = node && heardWhere(node, daysOf(), sharedNames(sitesOf(recordings)));
  function daysOf(): [string, string] | undefined {
    const whole = node && calendar && wholeOf(cellsOf(calendar, node.deploymentIds));
    return whole && [dateOf(whole.from), dateOf(whole.to - 1)];
  }
  const acts: Acts = {
    analyse: () => {
      if (node === undefined) return;
      go("run", { w: JSON.stringify(whereOf(node)), of: nameOf(node) });
    },
    showMissing: () => {
      keep({ view: "table", f: "missing" }, { replace: false });
    },
    open:
      filter &&
      (() => {
        go("detections", { w: JSON.stringify(filter) });
      }),
    edit: node?.kind === "site" || node?.kind === "deployment" ? onEdit : undefined,
  };
  useCommands({
    "recordings.analyse": () => {
      if (node === undefined || node.recordings === 0) return false;
      acts.analyse();
      return true;
    },
    "recordings.open": () => {
      if (own.label?.() === true) return true;
      return acts.open !== undefined && (acts.open(), true);
    },
    "recordings.label": () => {
      if (own.label !== undefined) return own.label();
      if (node === undefined || node.recordings === 0) return false;
      void labelFirst(node).then((error) => {
        if (error !== undefined) failed(error);
      });
      return true;
    },
    "recordings.edit": () => acts.edit !== undefined && (acts.edit(), true),
    "recordings.play": () => {
      if (own.play !== undefined) return own.play();
      if (node === undefined || node.recordings === 0) return false;
      void playFirst(node).then((error) => {
        if (error !== undefined) failed(error);
      });
      return true;
    },
    "recordings.undo": () => void undo(),
  });
  return acts;
}
