/** The first seconds of a folder's sound, to see and to hear, before a project knows its files. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { bytesFrom, MediaError, mediaTrouble } from "../../../data/bytes.js";
import { call, cancelled } from "../../../data/call.js";
import { useSettings } from "../../../data/settings.js";
import { KeyName } from "../../../keys/key-name.js";
import { playSound, stop, usePlayer } from "../../../sound/player.js";
import { painted } from "../../../spectrogram/paint.js";
import { coloursOf, table } from "../../../theme/colormaps.js";
import { themeNow } from "../../../theme/dress.js";
import { Button } from "../../../ui/button.js";
import type { Told } from "../../../ui/error-words.js";
import { parted } from "../../../ui/file-name.js";
import { Icon } from "../../../ui/icon.js";
import { TroubleLine } from "../../../ui/trouble.js";

const HEARD_S = 10;
const [WIDTH, HEIGHT] = [480, 96];

export function Hear({ path }: { path: string }): React.JSX.Element {
  const { t } = useLingui();
  const { canvas, trouble } = useSpectrogram(path);
  const { name } = parted(path);
  const isPlaying = usePlayer((player) => player.name === path);
  const own = usePlayer((player) => player.trouble);
  return (
    <figure className="hear" aria-label={t`The first seconds of ${name}`}>
      <canvas ref={canvas} width={WIDTH} height={HEIGHT} aria-hidden="true" />
      <figcaption className="small">
        <Button
          onPress={() => {
            toggleHear(path);
          }}
        >
          <Icon name={isPlaying ? "stop" : "play"} size={16} />
          {isPlaying ? <Trans>Stop</Trans> : <Trans>Hear 10 s</Trans>} <KeyName of="import.hear" />
        </Button>
        <span className="quiet hear-name" title={path}>
          {name}
        </span>
      </figcaption>
      {(trouble ?? own) !== undefined && (
        <p className="small warn-text">
          <TroubleLine told={(trouble ?? own) as Told} />
        </p>
      )}
    </figure>
  );
}

/** Play the first seconds of a file, or stop them. */
export function toggleHear(path: string): void {
  if (usePlayer.getState().name === path) stop();
  else void playSound(path, (within) => sound(path, within));
}

async function sound(path: string, within: BaseAudioContext): Promise<AudioBuffer> {
  const outcome = await call("sound", { path, start: 0, end: HEARD_S });
  if (!outcome.ok) throw new MediaError(outcome.error.kind, outcome.error.message);
  return within.decodeAudioData(bytesFrom(outcome.value.data).buffer);
}

function useSpectrogram(path: string): {
  canvas: React.RefObject<HTMLCanvasElement | null>;
  trouble: Told | undefined;
} {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [trouble, setTrouble] = useState<Told>();
  const { colours, theme } = useSettings(({ settings }) => settings);
  useEffect(() => {
    const giveUp = new AbortController();
    setTrouble(undefined);
    const drawn = canvas.current?.getContext("2d");
    drawn?.clearRect(0, 0, WIDTH, HEIGHT);
    const asked = { path, start: 0, end: HEARD_S, width: WIDTH, height: HEIGHT };
    call("spectrogram", asked, { signal: giveUp.signal }).then(
      (outcome) => {
        if (giveUp.signal.aborted || cancelled(outcome)) return;
        if (!outcome.ok) {
          setTrouble(outcome.error);
          return;
        }
        const { data, width, height } = outcome.value;
        const levels = painted(bytesFrom(data), table(coloursOf(colours, themeNow())));
        drawn?.putImageData(new ImageData(levels, width, height), 0, 0);
      },
      (error: unknown) => {
        setTrouble(mediaTrouble(error));
      },
    );
    return () => {
      giveUp.abort();
    };
  }, [path, colours, theme]);
  return { canvas, trouble };
}
