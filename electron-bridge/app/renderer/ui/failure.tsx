/** What went wrong, in the person's language, with its next step and the file that it names. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../data/call.js";
import { Button } from "./button.js";
import { type ErrorSaid, useErrorSaid } from "./error-words.js";
import { OwnWords } from "./own-words.js";
import { Path } from "./path.js";
import { copyReport } from "./report.js";
import "./failure.css";

interface FailureProps {
  error: PageError;
  /** The one thing to do about it. */
  action?: { text: string; act: () => void } | undefined;
  /** What the page says in place of the engine, where it knows what was asked. */
  words?: Pick<ErrorSaid, "said" | "step"> | undefined;
}

export function Failure({ error, action, words }: FailureProps): React.JSX.Element {
  const { t } = useLingui();
  const [copied, setCopied] = useState(false);
  const { kind, code, message, hint, path } = error;
  const told = useErrorSaid()(error);
  const own = words === undefined ? told.own : [message, hint].filter((each) => each !== undefined);
  const { said, step } = words ?? told;
  const copy = async (): Promise<void> => {
    const { lines } = await window.app.log(false);
    const report = [message, hint, path, `${kind} ${String(code)}`, ...lines.slice(-20)];
    await copyReport(report);
    setCopied(true);
  };
  return (
    <section className="failure" role="alert">
      <p className="failure-message">{said}</p>
      {step !== undefined && <p>{step}</p>}
      {path !== undefined && <Path path={path} />}
      <div className="failure-actions">
        {action !== undefined && <Button onPress={action.act}>{action.text}</Button>}
        <details>
          <summary>{t`Details`}</summary>
          <p className="small">
            {kind} ({code})
          </p>
          <OwnWords texts={own} />
          <Button variant="quiet" onPress={() => void copy()}>
            {copied ? <Trans>The report is copied.</Trans> : <Trans>Copy a report</Trans>}
          </Button>
        </details>
      </div>
    </section>
  );
}
