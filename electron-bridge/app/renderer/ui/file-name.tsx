/** A file by its name, and by the folder that it lies in: cards give the same names again. */
import { TwoLines } from "./two-lines.js";

/** The folder with its last slash, and the name; of a url too. */
export function parted(path: string): { folder: string; name: string } {
  const cut = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1;
  return { folder: path.slice(0, cut), name: path.slice(cut) };
}

export function FileName({ path }: { path: string }): React.JSX.Element {
  const { folder, name } = parted(path);
  const { name: nearest } = parted(folder.slice(0, -1));
  return (
    <TwoLines title={path}>
      <span>{name}</span>
      <span className="quiet small">{nearest}</span>
    </TwoLines>
  );
}
