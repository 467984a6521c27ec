/** The species before and after one, by their scientific names. */
import { useRows } from "../../data/answer.js";

export interface Neighbours {
  before: string | undefined;
  after: string | undefined;
}

export function useNeighbours(species: string): Neighbours {
  const { value } = useRows({
    ...{ select: "species", orderBy: ["species"], at: { species } },
    ...{ before: 1, limit: 3 },
  });
  const names = (value?.rows ?? []).map((row) => row.species);
  return {
    before: names.findLast((name) => name < species),
    after: names.find((name) => name > species),
  };
}
