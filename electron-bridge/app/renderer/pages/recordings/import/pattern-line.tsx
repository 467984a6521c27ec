/** What the folders' names mean: a line that can be edited, and the engine's proposals for it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import type { PatternProposal } from "@linnet/electron-bridge/generated/contract.js";
import { count } from "../../../i18n/format.js";
import { Button } from "../../../ui/button.js";
import { TextField } from "../../../ui/field.js";
import { useErrorSaid } from "../../../ui/error-words.js";
import type { PageError } from "../../../data/call.js";
import { useImport } from "./store.js";

const NAMES = ["{survey}", "{site}", "{recorder}", "*"] as const;

interface PatternLineProps {
  /** What counts now: what was typed, or the best proposal. */
  pattern: string;
  /** Undefined while the engine still looks for the first time. */
  proposals: readonly PatternProposal[] | undefined;
  /** How many folders there are. */
  folders: number;
  error: PageError | undefined;
}

export function PatternLine(props: PatternLineProps): React.JSX.Element {
  const { pattern, proposals, folders, error } = props;
  const { t } = useLingui();
  const errorSaid = useErrorSaid();
  const line = useRef<HTMLDivElement>(null);
  const wrong = error?.kind === "InvalidParams" ? errorSaid(error).said : undefined;
  const set = (next: string | undefined): void => {
    useImport.setState({ pattern: next });
  };
  /** Put a name where the caret is. */
  const insert = (name: string): void => {
    const input = line.current?.querySelector("input");
    const [from, to] = [
      input?.selectionStart ?? pattern.length,
      input?.selectionEnd ?? pattern.length,
    ];
    set(pattern.slice(0, from) + name + pattern.slice(to));
    input?.focus();
  };
  const meaning: Record<(typeof NAMES)[number], string> = {
    "{survey}": t`Survey`,
    "{site}": t`Site`,
    "{recorder}": t`Recorder`,
    "*": t`anything`,
  };
  const putIn = (what: string): string => t`Put in: ${what}`;
  return (
    <section className="pattern" aria-label={t`What the folders' names mean`}>
      <div className="pattern-line" ref={line}>
        <TextField
          label={t`Names of the folders`}
          value={pattern}
          onChange={set}
          error={wrong}
          placeholder={t`Folders name no site`}
        />
        <div className="chips" role="group" aria-label={t`Put into the line`}>
          {NAMES.map((name) => (
            <Button
              key={name}
              className="chip"
              aria-label={putIn(meaning[name])}
              onPress={() => {
                insert(name);
              }}
            >
              <code>{name}</code> <span className="quiet small">{meaning[name]}</span>
            </Button>
          ))}
        </div>
      </div>
      {proposals !== undefined && proposals.length > 0 && (
        <ul className="proposals small" aria-label={t`Proposals`}>
          {proposals.map((each) => (
            <li key={each.pattern}>
              <Button
                variant="quiet"
                aria-pressed={each.pattern === pattern}
                onPress={() => {
                  set(each.pattern);
                }}
              >
                <Pattern text={each.pattern} />
              </Button>
              <span className="quiet">
                <Explains {...each} folders={folders} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {proposals?.length === 0 && (
        <p className="small quiet">
          <Trans>
            No name of these folders looks like a site. Name the sites one by one below.
          </Trans>
        </p>
      )}
    </section>
  );
}

/** A pattern with its names in colour. */
function Pattern({ text }: { text: string }): React.JSX.Element {
  return (
    <code>
      {text.split(/(\{\w+\})/).map((part, at) => (
        <span key={at} className={part.startsWith("{") ? "pattern-name" : "quiet"}>
          {part}
        </span>
      ))}
    </code>
  );
}

function Explains({
  explains,
  sites,
  folders,
}: PatternProposal & { folders: number }): React.JSX.Element {
  const [some, all, places] = [count(explains), count(folders), count(sites)];
  return (
    <>
      <Trans>
        explains {some} of {all} folders
      </Trans>
      {" · "}
      <Plural value={sites} one="# site" other={`${places} sites`} />
    </>
  );
}
