/** What is wrong with a folder, in words; a yellow count names the files. */
import { Plural, Trans } from "@lingui/react/macro";
import type { FileError, Note } from "@linnet/electron-bridge/generated/contract.js";
import { Icon } from "../../ui/icon.js";

/** A note of the look in the person's language; the engine's own sentence for a kind unknown here. */
function Words({ note }: { note: Note }): React.JSX.Element {
  const { kind, count, message } = note;
  switch (kind) {
    case "unreadable":
      return <Plural value={count} one="# file cannot be read" other="# files cannot be read" />;
    case "withoutStart":
      return (
        <Plural
          value={count}
          one="# recording does not say when it began"
          other="# recordings do not say when they began"
        />
      );
    case "clockUnset":
      return (
        <Plural
          value={count}
          one="The clock was not set for # recording"
          other="The clock was not set for # recordings"
        />
      );
    case "startApart":
      return (
        <Plural
          value={count}
          one="# recording is a year or more apart from the others"
          other="# recordings are a year or more apart from the others"
        />
      );
    case "recorderTwice":
      return <Trans>The same recorder also recorded in another folder</Trans>;
    case "severalRecorders":
      return <Trans>The folder has recordings of several recorders</Trans>;
    case "severalRates":
      return <Trans>The recordings have different sample rates</Trans>;
    case "clipped":
      return <Trans>Loud sounds are cut off; the gain was too high</Trans>;
    default:
      return <>{message}</>;
  }
}

export function Trouble({ note }: { note: Note }): React.JSX.Element {
  const { examples, count } = note;
  const rest = count - examples.length;
  if (examples.length === 0) {
    return (
      <p className="trouble">
        <Icon name="warn" size={16} />
        <Words note={note} />
      </p>
    );
  }
  return (
    <details className="trouble">
      <summary>
        <Icon name="warn" size={16} />
        <Words note={note} />
      </summary>
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

/** All files that cannot be read, each with its reason. */
export function Unreadable({ errors }: { errors: readonly FileError[] }): React.JSX.Element {
  return (
    <details className="trouble">
      <summary>
        <Icon name="warn" size={16} />
        <Plural
          value={errors.length}
          one="# file cannot be read. Linnet imports the others."
          other="# files cannot be read. Linnet imports the others."
        />
      </summary>
      <ul className="small">
        {errors.map(({ path, message }) => (
          <li key={path}>
            <span className="trouble-path">{path}</span> <span className="quiet">{message}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
