/** Below the clips: what can be done with the chosen ones, each with its key. */
import { Plural, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { CommandId } from "../keys/commands.js";
import { KeyName } from "../keys/key-name.js";
import { Button } from "../ui/button.js";
import { Icon, type IconName } from "../ui/icon.js";
import "./clip-bar.css";

interface ClipBarProps {
  /** So many clips are chosen. */
  number: number;
  children: ReactNode;
}

export function ClipBar({ number, children }: ClipBarProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="clip-bar" role="group" aria-label={t`The chosen clips`}>
      {number > 1 && (
        <b className="small">
          <Plural value={number} one="# clip chosen" other="# clips chosen" />
        </b>
      )}
      {children}
    </div>
  );
}

interface ClipActProps {
  id: CommandId;
  text: string;
  icon?: IconName;
  isOff: boolean;
  onPress: () => void;
}

export function ClipAct({ id, text, icon, isOff, onPress }: ClipActProps): React.JSX.Element {
  return (
    // The keys stay with the clips.
    <Button variant="quiet" isDisabled={isOff} preventFocusOnPress onPress={onPress}>
      {icon !== undefined && <Icon name={icon} size={16} />}
      {text} <KeyName of={id} />
    </Button>
  );
}
