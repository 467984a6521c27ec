/** What a person said of an import: it stays while the sheet is closed, until it was imported. */
import { create } from "zustand";
import type { FolderChoice } from "@linnet/electron-bridge/generated/contract.js";
import type { Picked } from "../../../../shared/app-api.js";
import { useEngine } from "../../../data/engine.js";

/** What is said of a folder; without a word, the engine's guess stands. */
export type Choice = Omit<FolderChoice, "folder">;

interface ImportStore {
  isOpen: boolean;
  inputs: readonly Picked[];
  /** Undefined: the engine's best proposal; empty: folders name nothing. */
  pattern: string | undefined;
  choices: ReadonlyMap<string, Choice>;
  /** The path of the folder whose details are shown. */
  at: string | undefined;
  /** The job that imports, and the project in which it does. */
  job: { id: number; project: number } | undefined;
  /** What was said of the import that the job does, until it has succeeded. */
  said: Said | undefined;
}

type Said = Pick<ImportStore, "inputs" | "pattern" | "choices" | "at">;

const NOTHING: ImportStore = {
  ...{ isOpen: false, inputs: [], pattern: undefined, choices: new Map(), at: undefined },
  ...{ job: undefined, said: undefined },
};

export const useImport = create<ImportStore>(() => NOTHING);

export function openSheet(): void {
  useImport.setState({ isOpen: true });
}

export function closeSheet(): void {
  useImport.setState({ isOpen: false });
}

/** Take folders that were picked or dropped; the sheet shows what is in them. */
export function addInputs(picked: readonly Picked[]): void {
  if (picked.length === 0) return;
  useImport.setState(({ inputs }) => {
    const known = new Set(inputs.map(({ path }) => path));
    const more = picked.filter(({ path }) => !known.has(path));
    return { isOpen: true, inputs: [...inputs, ...more] };
  });
}

export function removeInput(path: string): void {
  useImport.setState(({ inputs }) => ({ inputs: inputs.filter((each) => each.path !== path) }));
}

/** Say more of a folder; an undefined value takes a word back. */
export function choose(
  folder: string,
  said: { [Name in keyof Choice]?: Choice[Name] | undefined },
) {
  useImport.setState(({ choices }) => {
    const now = Object.entries({ ...choices.get(folder), ...said }).filter(
      ([, value]) => value !== undefined && value !== false,
    );
    const changed = new Map(choices);
    if (now.length === 0) changed.delete(folder);
    else changed.set(folder, Object.fromEntries(now) as Choice);
    return { choices: changed };
  });
}

/** The next import begins with nothing; what was said of this one is kept until it has succeeded. */
export function begun(id: number): void {
  const { project } = useEngine.getState();
  useImport.setState(({ inputs, pattern, choices, at }) => ({
    ...{ ...NOTHING, isOpen: true, job: { id, project } },
    said: { inputs, pattern, choices, at },
  }));
}

/** The job has succeeded, so nothing of it has to be said again. */
export function succeeded(): void {
  useImport.setState({ said: undefined });
}

/** The job brought nothing: what was said of it stands in the sheet again, with what came since. */
export function takeBack(): void {
  const { said, inputs, pattern, choices, at } = useImport.getState();
  if (said === undefined) return;
  const known = new Set(said.inputs.map(({ path }) => path));
  useImport.setState({
    inputs: [...said.inputs, ...inputs.filter(({ path }) => !known.has(path))],
    pattern: pattern ?? said.pattern,
    choices: new Map([...said.choices, ...choices]),
    at: at ?? said.at,
    said: undefined,
  });
}

export function forget(): void {
  useImport.setState({ job: undefined });
}

/** What was said, as the engine takes it. */
export function choicesOf(choices: ReadonlyMap<string, Choice>): FolderChoice[] {
  return [...choices].map(([folder, choice]) => ({ folder, ...choice }));
}
