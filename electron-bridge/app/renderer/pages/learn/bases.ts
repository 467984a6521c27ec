/** Models on which a classifier can learn: those that keep what they make of each window. */
import { useRows } from "../../data/answer.js";
import type { PageError } from "../../data/call.js";
import { type ModelRow, useModels } from "../../data/models.js";

export interface Base {
  name: string;
  title: string;
  /** Recordings that it has analysed in this project. */
  recordings: number;
}

export interface Bases {
  /** Undefined until they are known. */
  bases: readonly Base[] | undefined;
  models: readonly ModelRow[] | undefined;
  error: PageError | undefined;
}

export function useBases(): Bases {
  const models = useModels();
  const used = useRows({ select: "models", limit: 1_000 }, ["models", "runs"]);
  const rows = used.value?.rows;
  const bases =
    rows === undefined
      ? undefined
      : models.value
          ?.filter(
            ({ installed, base, embedding }) => installed && base === null && embedding !== null,
          )
          .map(({ name, title }) => {
            const its = rows.filter((row) => row.name === name);
            return { name, title, recordings: Math.max(0, ...its.map((row) => row.recordings)) };
          });
  return { bases, models: models.value, error: models.error ?? used.error };
}
