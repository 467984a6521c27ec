/** Names of species that a person reads: which comes first, and those of species known by the scientific one. */
import { useRows } from "../data/answer.js";
import { useSettings } from "../data/settings.js";

/** The common name where it is the one to read first; undefined: the scientific name stands alone. */
export function useFirst(): (species: string, common: string | null) => string | undefined {
  const first = useSettings(({ settings }) => settings.speciesLanguage);
  return (species, common) =>
    common !== null && common !== species && first !== "scientific" ? common : undefined;
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
