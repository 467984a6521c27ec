/** The head of a sample: its name, how its clips are looked at, and what can be done with all. */
import { Trans, useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { KeyName } from "../../keys/key-name.js";
import { Button } from "../../ui/button.js";
import { Switch } from "../../ui/check.js";
import { Icon } from "../../ui/icon.js";
import { Menu } from "../../ui/menu.js";
import { unitsSaid } from "../../estimates/precision.js";
import { GROWTH } from "./acts.js";
import { BackButton } from "./back-button.js";
import { drawnUnitOf, type Sample } from "./samples.js";

interface QueueHeadProps {
  sample: Sample | undefined;
  isOne: boolean;
  blind: boolean;
  /** Without a name nobody knows whose verdicts are whose. */
  canBlind: boolean;
  isEstimate: boolean;
  onAct: (act: WholeAct) => void;
}

/** What is done with the whole sample. */
export type WholeAct =
  | "grow"
  | "export"
  | "methods"
  | "threshold"
  | "remove"
  | "list"
  | "blind"
  | "one";

// Its buttons are dear to draw, and no verdict changes them.
export const QueueHead = memo(function QueueHead(props: QueueHeadProps): React.JSX.Element {
  const { sample, isOne, blind, canBlind, isEstimate, onAct } = props;
  const act = (name: WholeAct) => (): void => {
    onAct(name);
  };
  const { t } = useLingui();
  const growth = String(GROWTH);
  const unit = sample === undefined ? null : drawnUnitOf(sample);
  const units = unit === null ? "" : unitsSaid(unit);
  const off = isEstimate ? undefined : t`The sample was chosen, not drawn by chance.`;
  return (
    <header className="page-head">
      <BackButton to={t`Back to all samples`} onPress={act("list")} />
      <h1 className="cut-name">{sample?.name}</h1>
      <span className="grow" />
      <Switch
        isSelected={blind}
        isDisabled={!canBlind}
        onChange={act("blind")}
        {...(!canBlind && { "aria-description": t`Give your name in Settings first.` })}
      >
        <Trans>Blind</Trans> <KeyName of="verify.blind" />
      </Switch>
      <Button onPress={act("one")}>
        {isOne ? <Trans>All clips</Trans> : <Trans>One clip</Trans>} <KeyName of="verify.one" />
      </Button>
      <Button isDisabled={!isEstimate} onPress={act("threshold")}>
        <Trans>Threshold…</Trans> <KeyName of="verify.threshold" />
      </Button>
      <Menu
        label={t`More of this sample`}
        variant="quiet"
        actions={[
          {
            ...{ id: "grow", off, act: act("grow") },
            text: unit === null ? t`${growth} more clips` : t`${growth} more ${units}`,
          },
          { id: "methods", text: t`Copy the methods text`, off, act: act("methods") },
          { id: "export", text: t`Export the sample…`, act: act("export") },
          { id: "remove", text: t`Remove the sample…`, act: act("remove") },
        ]}
      >
        <Icon name="more" size={18} />
      </Menu>
    </header>
  );
});
