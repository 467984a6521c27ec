/** The first key of a command, as it is now; nothing where it has none. */
import { useSettings } from "../data/settings.js";
import { keysOf, shown } from "./bindings.js";
import type { CommandId } from "./commands.js";

export function KeyName({ of }: { of: CommandId }): React.JSX.Element | null {
  const { settings } = useSettings();
  const [key] = keysOf(of, settings);
  return key === undefined ? null : <kbd>{shown(key)}</kbd>;
}
