/** The way back from a list of clips, at the start of its head. */
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";

interface BackProps {
  /** Says where it leads. */
  to: string;
  onPress: () => void;
}

export function BackButton({ to, onPress }: BackProps): React.JSX.Element {
  return (
    <Button variant="quiet" onPress={onPress} aria-label={to}>
      <Icon name="narrow" size={16} />
    </Button>
  );
}
