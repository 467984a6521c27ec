/** Cells of tables of species: the name, a figure that nobody may know, and why one is missing. */
import { count } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { useNoteWords } from "./words.js";

export function SpeciesCell(props: { species: string; common: string | null }): React.JSX.Element {
  return (
    <th scope="row">
      <SpeciesName {...props} />
    </th>
  );
}

export function CountCell({ value }: { value: number | null | undefined }): React.JSX.Element {
  return <td className="number">{value == null ? "–" : count(value)}</td>;
}

export function NoteCell({ note }: { note: string | null | undefined }): React.JSX.Element {
  const { said, own } = useNoteWords()(note);
  return <td className="small">{[said, ...own].join(" ")}</td>;
}
