/** Recordings that are not found, by cause, with the way to find them again. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useEngine } from "../../../data/engine.js";
import { clock, count } from "../../../i18n/format.js";
import { KeyName } from "../../../keys/key-name.js";
import { useCommands } from "../../../keys/scopes.js";
import { Notes } from "../../../notes/notes.js";
import { Button } from "../../../ui/button.js";
import { Failure } from "../../../ui/failure.js";
import { Icon } from "../../../ui/icon.js";
import { Progress } from "../../../ui/progress.js";
import { Said } from "../../../ui/said.js";
import { Causes } from "./causes.js";
import { FindDialog } from "./find-dialog.js";
import { FindBar } from "./find-bar.js";
import { lookAgain, lookOnce, notThere, sinceOf, useLooked } from "./looked.js";
import "./missing.css";

/** `isEmpty`: the project has no recordings, as far as is known. */
export function MissingBar({ isEmpty }: { isEmpty: boolean }): React.JSX.Element | null {
  const { t } = useLingui();
  const { state, project } = useEngine();
  const { result, error, isLooking, done, total } = useLooked();
  const [isFinding, setFinding] = useState(false);
  useEffect(() => {
    if (state === "ready" && !isEmpty) lookOnce();
  }, [state, project, isEmpty]);
  const missing = result === undefined ? 0 : notThere(result);
  useCommands({
    "recordings.find": () => {
      setFinding(true);
    },
  });
  const [made, all] = [count(done), count(total)];
  return (
    <>
      <FindBar />
      {error !== undefined && (
        <Failure error={error} action={{ text: t`Look again`, act: () => void lookAgain() }} />
      )}
      {isLooking && total > 0 && result === undefined && (
        <Progress
          label={t`Looking for the files`}
          share={done / total}
          text={t`looked for ${made} of ${all} files`}
        />
      )}
      {result !== undefined && missing > 0 && (
        <section className="missing-bar" aria-label={t`Recordings that are not found`}>
          <Icon name="warn" size={20} />
          <div className="grow">
            <Said>
              <strong>
                <Missing count={missing} since={sinceOf(result)} />
              </strong>
            </Said>
            <Causes result={result} />
            <Notes notes={result.notes} />
          </div>
          <Button
            variant="primary"
            onPress={() => {
              setFinding(true);
            }}
          >
            <Trans>Find…</Trans> <KeyName of="recordings.find" />
          </Button>
          <Button isDisabled={isLooking} onPress={() => void lookAgain()}>
            <Trans>Look again</Trans>
          </Button>
        </section>
      )}
      {isFinding && (
        <FindDialog
          onClose={() => {
            setFinding(false);
          }}
        />
      )}
    </>
  );
}

function Missing(props: { count: number; since: string | undefined }): React.JSX.Element {
  const { since } = props;
  const shown = count(props.count);
  if (since === undefined) {
    return (
      <Plural
        value={props.count}
        one="# recording is not found"
        other={`${shown} recordings are not found`}
      />
    );
  }
  const day = clock(since.slice(0, 10));
  return (
    <Plural
      value={props.count}
      one={`# recording is not found since ${day}`}
      other={`${shown} recordings are not found since ${day}`}
    />
  );
}
