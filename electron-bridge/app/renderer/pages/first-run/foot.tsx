/** The foot of the first run: who the person is, and the ways back, past and on. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type RefObject, useEffect, useRef, useState } from "react";
import { change, useSettings } from "../../data/settings.js";
import { Button } from "../../ui/button.js";
import { TextField } from "../../ui/field.js";
import type { Step } from "./steps.js";

interface FootProps {
  step: Step;
  /** Says why "Next" does nothing yet; undefined if it may be pressed. */
  off: string | undefined;
  /** The place of the button "Next", for the focus. */
  on: RefObject<HTMLSpanElement | null>;
  back: () => void;
  skip: () => void;
}

export function Foot({ step, off, on, back, skip }: FootProps): React.JSX.Element {
  return (
    <footer className="first-foot">
      {step === "recordings" ? (
        <You />
      ) : (
        <Button onPress={back}>
          <Trans>Back</Trans> <kbd>Esc</kbd>
        </Button>
      )}
      <span className="grow" />
      {off !== undefined && <span className="quiet small">{off}</span>}
      <Button variant="quiet" onPress={skip}>
        <Trans>Skip</Trans>
      </Button>
      <span ref={on}>
        <Button type="submit" variant="primary" isDisabled={off !== undefined}>
          {step === "model" ? (
            <Trans>Go to the first run</Trans>
          ) : (
            <Trans context="button">Next</Trans>
          )}{" "}
          <span aria-hidden="true">⏎</span>
        </Button>
      </span>
    </footer>
  );
}

/** Kept when the field is left, and when the screen is. */
function You(): React.JSX.Element {
  const { t } = useLingui();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const [text, setText] = useState(labeler);
  const keep = (): void => {
    const name = text.trim();
    if (name !== labeler) void change({ labeler: name });
  };
  const last = useRef(keep);
  useEffect(() => {
    last.current = keep;
  });
  // A field that goes with its page tells nobody that it is left.
  useEffect(
    () => () => {
      last.current();
    },
    [],
  );
  return (
    <span className="you">
      <TextField
        label={t`You are`}
        value={text}
        onChange={setText}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
          event.continuePropagation();
        }}
        maxLength={200}
        autoComplete="name"
      />
      <span className="quiet small">
        <Trans>Your name is kept with your verdicts, on this computer. It is no account.</Trans>
      </span>
    </span>
  );
}
