/** What each kind of files is, in words, and what comes of clearing it. */
import { useLingui } from "@lingui/react/macro";
import type {
  ClearStorageResult,
  StorageResult,
} from "@linnet/electron-bridge/generated/contract.js";

export type PartName = StorageResult["parts"][number]["what"];
type Kept = ClearStorageResult["kept"][number];
export type Clearable = Extract<
  PartName,
  "features" | "overviews" | "graphs" | "downloads" | "scratch"
>;

interface PartWords {
  name: string;
  sentence: string;
}

export function usePartWords(): Record<PartName, PartWords> {
  const { t } = useLingui();
  return {
    catalog: {
      name: t`Project`,
      sentence: t`Detections, verdicts and labels.`,
    },
    embeddings: {
      name: t`Embeddings`,
      sentence: t`What models heard in each window, for similar sounds and own classifiers.`,
    },
    searchIndex: {
      name: t`Search index`,
      sentence: t`Makes the search for similar sounds quick.`,
    },
    models: {
      name: t`Models`,
      sentence: t`Remove a model on the page Models.`,
    },
    features: {
      name: t`Prepared recordings`,
      sentence: t`Makes another run on the same recordings quicker. Cleared, they are made again in the next run.`,
    },
    overviews: {
      name: t`Overviews of long recordings`,
      sentence: t`Show a whole night at once. Cleared, they are made again in the next run, or when a recording is opened.`,
    },
    graphs: {
      name: t`Optimised models`,
      sentence: t`Makes a model start quicker. Cleared, they are made again when a model starts.`,
    },
    downloads: {
      name: t`Begun downloads`,
      sentence: t`Cleared, a download begins from the start.`,
    },
    scratch: {
      name: t`Left-over files`,
      sentence: t`Programs that ended before their time left them. Nobody needs them.`,
    },
    backups: {
      name: t`Backups`,
      sentence: t`Copies beside the project, listed below.`,
    },
    setAside: {
      name: t`Damaged projects, set aside`,
      sentence: t`A repair put them aside. Linnet never removes them.`,
    },
  };
}

/** Why something stays. */
export function useKeptWords(): Record<Kept["why"], string> {
  const { t } = useLingui();
  return {
    inUse: t`A run or another program uses them now.`,
    foreign: t`Linnet did not make them.`,
    cannotRemove: t`The system does not let them be removed.`,
    onlyCopy: t`The project itself has problems, so no backup is removed. Check and repair it first.`,
  };
}
