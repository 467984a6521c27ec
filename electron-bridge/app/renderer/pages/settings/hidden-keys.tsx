/** Says where a key of a command hides another command, or is hidden by one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useSettings } from "../../data/settings.js";
import { hiddenBy, hides, keysOf, shown } from "../../keys/bindings.js";
import { COMMANDS, type CommandId } from "../../keys/commands.js";
import { useScopeNames } from "../../keys/scope-names.js";

export function Hidden({ id }: { id: CommandId }): React.JSX.Element {
  const { i18n } = useLingui();
  const { settings } = useSettings();
  const places = useScopeNames();
  const nameOf = (each: CommandId): string => i18n._(COMMANDS[each].label);
  const placeOf = (each: CommandId): string => places[COMMANDS[each].scope];
  return (
    <>
      {keysOf(id, settings).flatMap((key) => [
        ...hides(id, key, settings).map((other) => {
          const [pressed, name] = [shown(key), nameOf(other)];
          return (
            <span key={`${key} ${other}`} className="key-hidden small">
              <Trans>
                {pressed} hides “{name}” here
              </Trans>
            </span>
          );
        }),
        ...hiddenBy(id, key, settings).map((other) => {
          const [pressed, name, place] = [shown(key), nameOf(other), placeOf(other)];
          return (
            <span key={`${key} ${other}`} className="key-hidden small">
              <Trans>
                In {place}, {pressed} gives “{name}” instead
              </Trans>
            </span>
          );
        }),
      ])}
    </>
  );
}
