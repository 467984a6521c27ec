/** The head of all that match: how clips are looked at, and the way to a sample that is drawn. */
import { Trans, useLingui } from "@lingui/react/macro";
import { KeyName } from "../../keys/key-name.js";
import { Button } from "../../ui/button.js";
import { Switch } from "../../ui/check.js";
import { BackButton } from "./back-button.js";

interface MatchingHeadProps {
  isOne: boolean;
  blind: boolean;
  /** Without a name nobody knows whose verdicts are whose. */
  canBlind: boolean;
  isReadOnly: boolean;
  onBack: () => void;
  onBlind: () => void;
  onOne: () => void;
  onDraw: () => void;
}

export function MatchingHead(props: MatchingHeadProps): React.JSX.Element {
  const { isOne, blind, canBlind, isReadOnly, onBack, onBlind, onOne, onDraw } = props;
  const { t } = useLingui();
  return (
    <header className="page-head verify-list-head">
      <BackButton to={t`Back to Detections`} onPress={onBack} />
      <h1>
        <Trans>All that match, best first</Trans>
      </h1>
      <span className="grow" />
      <Switch
        isSelected={blind}
        isDisabled={!canBlind}
        onChange={onBlind}
        {...(!canBlind && { "aria-description": t`Give your name in Settings first.` })}
      >
        <Trans>Blind</Trans> <KeyName of="verify.blind" />
      </Switch>
      <Button onPress={onOne}>
        {isOne ? <Trans>All clips</Trans> : <Trans>One clip</Trans>} <KeyName of="verify.one" />
      </Button>
      <Button variant="primary" isDisabled={isReadOnly} onPress={onDraw}>
        <Trans>Draw a sample from this filter…</Trans> <KeyName of="verify.draw" />
      </Button>
    </header>
  );
}
