/** The folders of an import as a tree: what lies in what, as it was found. */
import type { FolderSummary } from "@linnet/electron-bridge/generated/contract.js";
import type { Picked } from "../../../../shared/app-api.js";

export interface TreeRow {
  /** The path of a folder with recordings, or a name of its own for one without. */
  id: string;
  depth: number;
  /** "Tapir-01", or "Tapir-01/DATA" where nothing else lies in between. */
  name: string;
  /** Undefined for a folder that only holds others. */
  folder: FolderSummary | undefined;
}

interface Node {
  name: string;
  inner: Map<string, Node>;
  folder: FolderSummary | undefined;
}

const node = (name: string): Node => ({ name, inner: new Map(), folder: undefined });

export function treeRows(folders: readonly FolderSummary[], inputs: readonly Picked[]): TreeRow[] {
  const root = node("");
  for (const folder of folders) {
    const last = partsOf(folder.path, inputs).reduce((at, part) => {
      const next = at.inner.get(part) ?? node(part);
      at.inner.set(part, next);
      return next;
    }, root);
    last.folder = folder;
  }
  return [...root.inner.values()].flatMap((each) => rowsOf(each, 0, ""));
}

function rowsOf(from: Node, depth: number, above: string): TreeRow[] {
  let at = from;
  let name = from.name;
  // A folder that holds but one other says nothing by itself.
  while (at.folder === undefined && at.inner.size === 1) {
    const [only] = at.inner.values();
    if (only === undefined) break;
    at = only;
    name += `/${only.name}`;
  }
  const id = at.folder?.path ?? `${above}/${name}`;
  const own: TreeRow = { id, depth, name, folder: at.folder };
  return [own, ...[...at.inner.values()].flatMap((each) => rowsOf(each, depth + 1, id))];
}

/** The names from the picked folder on; a file that was picked lies in its own folder. */
function partsOf(path: string, inputs: readonly Picked[]): string[] {
  const input = inputs.find(
    (each) =>
      path === each.path ||
      (path.startsWith(each.path) && /^[\\/]/.test(path.slice(each.path.length))),
  );
  if (input === undefined) return [path];
  return [
    input.name,
    ...path
      .slice(input.path.length)
      .split(/[\\/]/)
      .filter((part) => part !== ""),
  ];
}
