/** A path whose middle gives way where there is no room; its whole text can be copied. */
import "./path.css";

export function Path({ path }: { path: string }): React.JSX.Element {
  const cut = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return (
    <span className="path small" title={path}>
      <span className="path-folder">{path.slice(0, cut + 1)}</span>
      <span>{path.slice(cut + 1)}</span>
    </span>
  );
}
