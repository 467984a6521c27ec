/** Which levels are shown as the darkest and as the brightest, in decibels below full scale. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Label, Slider, SliderThumb, SliderTrack } from "react-aria-components";
import { useStore } from "zustand";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { Button } from "../../ui/button.js";

/** The bytes 0 and 255 of every picture are these levels. */
const LEAST_DB = -120;
const MOST_DB = 0;

const dbOf = (byte: number): number => Math.round(LEAST_DB + (byte / 255) * (MOST_DB - LEAST_DB));
const byteOf = (db: number): number => Math.round(((db - LEAST_DB) / (MOST_DB - LEAST_DB)) * 255);

export function Contrasts({ store, onSuit }: { store: ViewStore; onSuit: () => void }) {
  const { t } = useLingui();
  const contrast = useStore(store, (state) => state.contrast);
  const { low, high } = contrast ?? { low: 0, high: 255 };
  return (
    <div className="label-contrast">
      <Slider
        minValue={LEAST_DB}
        maxValue={MOST_DB}
        value={[dbOf(low), dbOf(high)]}
        isDisabled={contrast === undefined}
        onChange={([from = LEAST_DB, to = MOST_DB]) => {
          if (to > from) store.set({ contrast: { low: byteOf(from), high: byteOf(to) } });
        }}
      >
        <Label>
          <Trans>Contrast</Trans>{" "}
          <span className="quiet small">
            {dbOf(low)}…{dbOf(high)} dB
          </span>
        </Label>
        <SliderTrack className="label-slider">
          <SliderThumb index={0} className="label-thumb" aria-label={t`Darkest level, dB`} />
          <SliderThumb index={1} className="label-thumb" aria-label={t`Brightest level, dB`} />
        </SliderTrack>
      </Slider>
      <Button onPress={onSuit}>
        <Trans>Suit</Trans>
      </Button>
    </div>
  );
}
