/** What is played now, with a button that stops it; and why a sound could not be played. */
import { Trans } from "@lingui/react/macro";
import { useEffect } from "react";
import { stop, usePlayer } from "../../sound/player.js";
import { Button } from "../../ui/button.js";
import { TroubleLine } from "../../ui/trouble.js";
import { Said } from "../../ui/said.js";

export function PlayedBar(): React.JSX.Element | null {
  const { name, trouble } = usePlayer();
  useEffect(() => stop, []);
  if (name === undefined && trouble === undefined) return null;
  return (
    <div className="played-bar">
      {trouble !== undefined && (
        <p role="alert">
          <TroubleLine told={trouble} />
        </p>
      )}
      {name !== undefined && (
        <>
          <Said as="span">
            <Trans>Playing from the start.</Trans>
          </Said>
          <Button onPress={stop}>
            <Trans>Stop</Trans>
          </Button>
        </>
      )}
    </div>
  );
}
