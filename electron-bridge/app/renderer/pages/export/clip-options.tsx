/** How clips are cut: seconds around, the most of a species, the kind of file, and the names. */
import { Trans, useLingui } from "@lingui/react/macro";
import { DecimalField } from "../../ui/decimal-field.js";
import { Select } from "../../ui/select.js";
import type { Setup } from "./setup.js";

interface ClipOptionsProps {
  setup: Setup;
  /** Beside rows, clips have a limit of their own. */
  isBeside: boolean;
  change: (some: Partial<Setup>) => void;
}

export function ClipOptions({ setup, isBeside, change }: ClipOptionsProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="export-line export-clip-options">
      <DecimalField
        label={t`Seconds before and after`}
        value={setup.padding}
        least={0}
        most={60}
        onChange={(padding) => {
          change({ padding: padding ?? 0 });
        }}
      />
      {isBeside && (
        <DecimalField
          label={t`At most, of a species`}
          value={setup.clipMost}
          least={1}
          most={1_000_000}
          whole
          onChange={(clipMost) => {
            change({ clipMost: clipMost ?? 1 });
          }}
        />
      )}
      <Select
        label={t`Kind of file`}
        value={setup.clipFormat}
        choices={[
          { value: "flac", text: t`FLAC, small and exact` },
          { value: "wav", text: t`WAV, which all programs open` },
        ]}
        onChange={(clipFormat) => {
          change({ clipFormat });
        }}
      />
      <Select
        label={t`Names`}
        value={setup.clipNames}
        choices={[
          { value: "usual", text: t`Score, time and recording` },
          { value: "telling", text: t`Species, score, verdict and time` },
        ]}
        onChange={(clipNames) => {
          change({ clipNames });
        }}
      />
      {setup.kind === "labels" && (
        <p className="small quiet">
          <Trans>Clips are of detections: labels have none of their own.</Trans>
        </p>
      )}
    </div>
  );
}
