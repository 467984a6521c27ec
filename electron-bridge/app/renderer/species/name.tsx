/** A species by the name that the person reads first, with its scientific name always there. */
import { useSettings } from "../data/settings.js";
import "./name.css";

interface SpeciesNameProps {
  species: string;
  common: string | null;
}

export function SpeciesName({ species, common }: SpeciesNameProps): React.JSX.Element {
  const first = useSettings(({ settings }) => settings.speciesLanguage);
  const known = common !== null && common !== species && first !== "scientific";
  return (
    <span className="species-name">
      {known && <span>{common}</span>}
      <i className={known ? "quiet small" : ""}>{species}</i>
    </span>
  );
}
