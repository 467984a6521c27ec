/** A species by the name that the person reads first, with its scientific name always there. */
import { useFirst } from "./names.js";
import "./name.css";

interface SpeciesNameProps {
  species: string;
  common: string | null;
  /** In a line of text: the names stand side by side. */
  isInline?: boolean;
}

export function SpeciesName(props: SpeciesNameProps): React.JSX.Element {
  const { species, common, isInline = false } = props;
  const first = useFirst()(species, common);
  return (
    <span className={`species-name${isInline ? " inline" : ""}`}>
      {first !== undefined && <span>{first}</span>}
      {first !== undefined && isInline && " "}
      <i className={first === undefined ? "" : "quiet small"}>{species}</i>
    </span>
  );
}
