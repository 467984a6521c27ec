/** Reads the engine's metrics, which are written as Prometheus reads them. */

export interface Figure {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

export function figures(text: string): Figure[] {
  return text.split("\n").flatMap((line) => {
    const parts = LINE.exec(line);
    if (parts === null) return [];
    const [, name = "", labels = "", value = ""] = parts;
    const found = [...labels.matchAll(LABEL)].map(([, key = "", held = ""]) => [key, held]);
    const number = Number(value);
    return Number.isFinite(number)
      ? [{ name, labels: Object.fromEntries(found) as Record<string, string>, value: number }]
      : [];
  });
}

/** The sum of a figure over all labels but those that are named. */
export function sum(
  all: readonly Figure[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  return all
    .filter((each) => each.name === `linnet_${name}`)
    .filter((each) => Object.entries(labels).every(([key, held]) => each.labels[key] === held))
    .reduce((before, { value }) => before + value, 0);
}
