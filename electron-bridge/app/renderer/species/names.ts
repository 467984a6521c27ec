/** Names of species that a person reads: which comes first, and those of species known by the scientific one. */
import { useRows } from "../data/answer.js";
import { useSettings } from "../data/settings.js";
import { useSpoken } from "./spoken.js";

/**
 * The common name where it is the one to read first; undefined: the scientific name stands alone.
 *
 * `common` is the English one, which stands where the chosen language has none.
 */
export function useFirst(): (species: string, common: string | null) => string | undefined {
  const first = useSettings(({ settings }) => settings.speciesLanguage);
  const spoken = useSpoken(({ names }) => names);
  return (species, common) => {
    if (first === "scientific") return undefined;
    const name = spoken.get(species) ?? common;
    return name !== null && name !== species ? name : undefined;
  };
}

/** The common names that the project has for some species. */
export function useCommonNames(species: readonly string[]): (species: string) => string | null {
  const limit = Math.max(1, Math.min(1000, species.length));
  const { value } = useRows(
    species.length === 0
      ? undefined
      : { select: "species", where: { species: [...species] }, limit },
    [],
  );
  const known = new Map((value?.rows ?? []).map((row) => [row.species, row.common]));
  return (name) => known.get(name) ?? null;
}
