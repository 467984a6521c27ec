/** The dialogs about a whole sample. */
import { RemoveDialog } from "./remove-dialog.js";
import type { Sample } from "./samples.js";
import { ThresholdDialog } from "./threshold-dialog.js";
import type { Whole } from "./use-whole.js";

interface WholeDialogsProps {
  whole: Whole;
  sample: Sample | undefined;
  waiting: number;
}

export function WholeDialogs(props: WholeDialogsProps): React.JSX.Element | null {
  const { whole, sample, waiting } = props;
  if (sample === undefined || whole.dialog === undefined) return null;
  if (whole.dialog === "threshold") {
    return <ThresholdDialog {...{ sample, waiting }} onClose={whole.close} />;
  }
  return <RemoveDialog name={sample.name} onClose={whole.close} onRemove={whole.remove} />;
}
