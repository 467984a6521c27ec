/** What is wrong with a folder, in words; a yellow count names the files. */
import { Plural } from "@lingui/react/macro";
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import { useNoteSaid } from "../../notes/words.js";
import { Icon } from "../../ui/icon.js";
import "../../notes/trouble.css";

export function Trouble({ note }: { note: Note }): React.JSX.Element {
  const { said, step, examples } = useNoteSaid()(note);
  const rest = note.count - examples.length;
  if (examples.length === 0) {
    return (
      <p className="trouble">
        <Icon name="warn" size={16} />
        {said}
      </p>
    );
  }
  return (
    <details className="trouble">
      <summary>
        <Icon name="warn" size={16} />
        {said}
      </summary>
      {step !== undefined && <p className="small quiet">{step}</p>}
      <ul className="small">
        {examples.map((each) => (
          <li key={each}>{each}</li>
        ))}
        {rest > 0 && (
          <li className="quiet">
            <Plural value={rest} one="and # more" other="and # more" />
          </li>
        )}
      </ul>
    </details>
  );
}
