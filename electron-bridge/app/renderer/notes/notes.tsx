/** What was asked of the engine and not done, each reason in a sentence of the person's language. */
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import { Details } from "../ui/own-words.js";
import { useNoteSaid } from "./words.js";
import "./notes.css";

/** The folder before a file's name. */
const FOLDER = /^([A-Za-z]:)?[\\/][^:]*[\\/]/;

export function Notes({ notes }: { notes: readonly Note[] }): React.JSX.Element | null {
  const noteSaid = useNoteSaid();
  if (notes.length === 0) return null;
  return (
    <div className="notes small">
      <ul>
        {notes.map((note) => {
          const { said, step, examples } = noteSaid(note);
          return (
            <li key={`${note.kind} ${note.message}`} className={note.changesResults ? "warn" : ""}>
              {said} {step !== undefined && <span className="quiet">{step} </span>}
              {examples.length > 0 && (
                <span className="quiet" title={examples.join("\n")}>
                  {examples.map((each) => each.replace(FOLDER, "")).join(", ")}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Details texts={notes.map(ownWords)} />
    </div>
  );
}

/** All that the engine says of a note, in its own words. */
export function ownWords({ message, hint, examples }: Note): string {
  return [message, hint, examples.join(", ")].filter((each) => each !== "").join(" ");
}
