/**
 * Say which row `query` gives for each `select`: the one whose name's last word begins the select's
 * last word, as CatalogModelRow is of "models", and RunFileRow of "runFiles". Raises unless each has one, and each row is somebody's.
 */
export function rowsBySelect(selects, rows) {
  const noun = (row) => /([A-Z][a-z]*)Row$/.exec(row)?.[1].toLowerCase() ?? row;
  const last = (select) => /[A-Z]?[a-z]*$/.exec(select)[0].toLowerCase();
  const found = selects.map((select) => {
    const fitting = rows.filter((row) => last(select).startsWith(noun(row)));
    if (fitting.length === 1) return [select, fitting[0]];
    throw new Error(`"${select}" needs one kind of row, and has ${fitting.join(", ") || "none"}.`);
  });
  const idle = rows.filter((row) => !found.some(([, taken]) => taken === row));
  if (idle.length > 0) throw new Error(`No select gives ${idle.join(", ")}.`);
  return Object.fromEntries(found);
}
