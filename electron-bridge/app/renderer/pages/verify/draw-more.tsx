/** Part of the dialog that draws: what few people change. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Checkbox } from "../../ui/check.js";
import { DecimalField } from "../../ui/decimal-field.js";
import type { Draw } from "./draw.js";

interface DrawMoreProps {
  draw: Draw;
  change: (some: Partial<Draw>) => void;
}

export function DrawMore({ draw, change }: DrawMoreProps): React.JSX.Element {
  const { t } = useLingui();
  const isWhole = draw.whole !== null;
  return (
    <div className="draw-fields">
      <DecimalField
        label={t`Lowest score`}
        value={draw.floor}
        least={0}
        most={0.999}
        optional
        hint={t`Empty: the threshold of the runs.`}
        onChange={(floor) => {
          change({ floor });
        }}
      />
      <DecimalField
        label={t`Seed`}
        value={draw.seed}
        least={0}
        most={2 ** 31 - 1}
        whole
        optional
        hint={t`Empty: it follows from the name.`}
        onChange={(seed) => {
          change({ seed });
        }}
      />
      <DecimalField
        label={t`Most clips of a recording and band`}
        value={draw.perRecording}
        least={1}
        most={10_000}
        whole
        optional
        isDisabled={isWhole}
        hint={
          isWhole
            ? t`Not for whole units.`
            : t`Empty: no limit. A limit needs more clips for the same number.`
        }
        onChange={(perRecording) => {
          change({ perRecording });
        }}
      />
      <Checkbox
        isSelected={draw.isBelow && !isWhole}
        isDisabled={isWhole}
        onChange={(isBelow) => {
          change({ isBelow });
        }}
      >
        <Trans>Half of the clips from below the lowest score, to learn of missed calls</Trans>
      </Checkbox>
    </div>
  );
}
