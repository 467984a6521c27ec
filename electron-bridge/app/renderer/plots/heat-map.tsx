/** Hours by days: a plot that keys and the pointer go through, and a table for screen readers. */
import { useLingui } from "@lingui/react/macro";
import { useId, useMemo, useRef, useState } from "react";
import { Button } from "../ui/button.js";
import { Said } from "../ui/said.js";
import { type Block, type Plane, type Scale, sumOf } from "./cells.js";
import { HOURS } from "./columns.js";
import { drawFigure } from "./figure.js";
import { blockRect, layoutOf, placeAt } from "./layout.js";
import { Painted } from "./painted.js";
import { Twin } from "./twin.js";
import { usePlotKeys } from "./plot-keys.js";
import { useWidth } from "./width.js";
import { usePlotWords } from "./words.js";
import "./heat-map.css";

interface HeatMapProps {
  /** What is plotted, for screen readers. */
  label: string;
  plane: Plane;
  scale: Scale;
  /** The value with the full colour. */
  most: number;
  rowHeight: number;
  /** Lists the detections of a block. */
  onOpen: (block: Block) => void;
}

export function HeatMap(props: HeatMapProps): React.JSX.Element {
  const { label, plane, scale, most, rowHeight, onOpen } = props;
  const { t } = useLingui();
  const [area, width] = useWidth();
  const words = usePlotWords();
  const line = useId();
  const plot = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutOf(plane, width, rowHeight), [plane, width, rowHeight]);
  const [chosen, setChosen] = usePlotKeys(plane, plot, onOpen);
  const [under, setUnder] = useState<Block>();
  const drawing = useMemo(
    () => ({
      width: layout.width,
      height: layout.height,
      draw: drawFigure,
      figure: { plane, layout, scale, most, words: words.figure(plane, layout, scale) },
    }),
    // The words change with the language, which draws the whole page again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [plane, layout, scale, most],
  );
  const place = words.place(plane, chosen);
  const { x: left, y: top, ...size } = blockRect(layout, chosen);
  const placeOf = (event: React.PointerEvent | React.MouseEvent): Block["to"] | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    return placeAt(layout, event.clientX - box.left, event.clientY - box.top);
  };
  return (
    <div className="heat-map" ref={area}>
      <div
        ref={plot}
        className="heat-plot"
        role="application"
        aria-roledescription={t`plot`}
        aria-label={label}
        aria-describedby={line}
        tabIndex={0}
        onPointerDown={(event) => {
          const to = placeOf(event);
          if (to !== undefined)
            setChosen(event.shiftKey ? { from: chosen.from, to } : { from: to, to });
        }}
        onPointerMove={(event) => {
          const to = placeOf(event);
          setUnder(to && { from: to, to });
          const isSum = to !== undefined && (to.hour >= HOURS || to.column >= plane.columns.length);
          if (event.buttons === 1 && to !== undefined && !isSum)
            setChosen({ from: chosen.from, to });
        }}
        onPointerLeave={() => {
          setUnder(undefined);
        }}
        onDoubleClick={() => {
          onOpen(chosen);
        }}
      >
        <Painted drawing={drawing} />
        <span className="heat-chosen" style={{ left, top, ...size }} />
      </div>
      <p className="heat-line">
        <span id={line}>
          <Said as="span" isBusy={under !== undefined}>
            {words.line(plane, under ?? chosen)}
          </Said>
        </span>
        {sumOf(plane, chosen).detections > 0 && (
          <Button
            variant="quiet"
            aria-label={t`Show these detections: ${place}`}
            onPress={() => {
              onOpen(chosen);
            }}
          >
            {t`Show these detections`}
          </Button>
        )}
      </p>
      <Twin label={label} plane={plane} />
    </div>
  );
}
