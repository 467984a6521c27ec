/** A path whose middle gives way where there is no room; its whole text can be copied. */
import { parted } from "./file-name.js";
import "./path.css";

export function Path({ path }: { path: string }): React.JSX.Element {
  const { folder, name } = parted(path);
  return (
    <span className="path small" title={path}>
      <span className="path-folder">{folder}</span>
      <span>{name}</span>
    </span>
  );
}
