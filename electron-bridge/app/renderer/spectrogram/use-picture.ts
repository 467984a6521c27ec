/** A canvas that shows the picture of a stretch in the person's colours, or why there is none. */
import { type RefObject, useEffect, useRef, useState } from "react";
import type { PictureAddress } from "@linnet/electron-bridge/page.js";
import { mediaTrouble } from "../data/bytes.js";
import { useSettings } from "../data/settings.js";
import { coloursOf } from "../theme/colormaps.js";
import { themeNow } from "../theme/dress.js";
import type { Told } from "../ui/error-words.js";
import { draw } from "./painter.js";
import { atRest } from "./rest.js";

interface Pictured {
  canvas: RefObject<HTMLCanvasElement | null>;
  trouble: Told | undefined;
}

/** `restMs`: how long the address, and the page, must rest before the picture is asked for. */
export function usePicture(address: PictureAddress, restMs = 0): Pictured {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [trouble, setTrouble] = useState<Told>();
  const { colours, theme } = useSettings(({ settings }) => settings);
  const wanted = JSON.stringify(address);
  useEffect(() => {
    const stop = new AbortController();
    setTrouble(undefined);
    const ask = (): void => {
      const asked = JSON.parse(wanted) as PictureAddress;
      draw(asked, coloursOf(colours, themeNow()), stop.signal).then(
        (picture) => canvas.current?.getContext("2d")?.drawImage(picture, 0, 0),
        (error: unknown) => {
          if (!stop.signal.aborted) setTrouble(mediaTrouble(error));
        },
      );
    };
    const giveUp = restMs > 0 ? atRest(restMs, ask) : undefined;
    if (giveUp === undefined) ask();
    return () => {
      giveUp?.();
      stop.abort();
    };
  }, [wanted, restMs, colours, theme]);
  return { canvas, trouble };
}
