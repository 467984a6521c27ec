/** Why nothing can be drawn, by the field that the engine names. */
import { useLingui } from "@lingui/react/macro";
import type { PageError } from "../../data/call.js";
import { Failure } from "../../ui/failure.js";

interface RefusedProps {
  error: PageError;
  species: readonly string[];
}

export function DrawRefused({ error, species }: RefusedProps): React.JSX.Element {
  const { t } = useLingui();
  const [field = "", place] = error.field?.split(".") ?? [];
  const which = species[Number(place)] ?? species.join(", ");
  const words: Record<string, { said: string; step: string }> = {
    unit: {
      said: t`Some recordings have no start time, so the days of their detections are not known.`,
      step: t`Correct the start times in Recordings, leave these recordings out, or draw sites or recordings.`,
    },
    species: {
      said: t`No detection of ${which} can be drawn.`,
      step: t`A lower score or fewer filters may leave some.`,
    },
    name: {
      said: t`A sample of this name is there already.`,
      step: t`Give this sample another name.`,
    },
    model: {
      said: t`The project has detections of several models, and a sample needs one.`,
      step: t`Filter Detections by one model, and draw a sample from there.`,
    },
  };
  return <Failure error={error} words={words[field]} />;
}
