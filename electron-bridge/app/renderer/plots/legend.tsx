/** What the kinds of cells look like. */
import { useLingui } from "@lingui/react/macro";
import type { Scale } from "./cells.js";
import { Painted } from "./painted.js";
import type { Palette } from "./palette.js";
import type { Pen } from "./pen.js";
import { drawSwatch, type Swatch, SWATCH_HEIGHT, SWATCHES, swatchWidth } from "./swatches.js";

export function useLegendWords(scale: Scale): Record<Swatch, string> {
  const { t } = useLingui();
  return {
    unrecorded: t`not recorded`,
    unanalysed: t`recorded, not analysed`,
    silent: t`none heard`,
    heard: scale === "hour" ? t`heard, by hour listened` : t`heard, by detections`,
    little: t`less than 2 hours listened`,
  };
}

const draw = (pen: Pen, swatch: Swatch, palette: Palette): void => {
  drawSwatch(pen, swatch, palette);
};

const DRAWINGS = SWATCHES.map((figure) => ({
  ...{ width: swatchWidth(figure), height: SWATCH_HEIGHT },
  ...{ draw, figure },
}));

export function Legend({ scale }: { scale: Scale }): React.JSX.Element {
  const { t } = useLingui();
  const words = useLegendWords(scale);
  return (
    <ul className="legend small quiet" aria-label={t`What the cells mean`}>
      {DRAWINGS.map((drawing) => (
        <li key={drawing.figure}>
          <Painted drawing={drawing} />
          {words[drawing.figure]}
        </li>
      ))}
    </ul>
  );
}
