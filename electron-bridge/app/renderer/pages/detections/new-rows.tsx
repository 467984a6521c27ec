/** The table stands still while a run adds detections; a quiet bar says how many are new. */
import { Plural, useLingui } from "@lingui/react/macro";
import { useCallback, useState } from "react";
import { useAnswer, useRows } from "../../data/answer.js";
import { ask, type PageError } from "../../data/call.js";
import { Banner } from "../../ui/banner.js";
import type { Filters } from "./question.js";

export interface Pin {
  /** The newest detection that the table shows; undefined until it is known. */
  newest: number | undefined;
  /** Why it cannot be known. */
  error: PageError | undefined;
  again: () => void;
  /** Show those that came since. */
  lift: () => void;
}

/** `onLift` hears that more rows than before are to match. */
export function usePin(onLift: () => void): Pin {
  const [lifted, setLifted] = useState(0);
  const { value, error, again } = useAnswer(`newest ${String(lifted)}`, async (signal) => {
    const outcome = await ask(
      { select: "detections", orderBy: ["-detectionId"], limit: 1, fields: ["detectionId"] },
      { signal },
    );
    if (!outcome.ok) return outcome;
    return { ok: true, value: outcome.value.rows[0]?.detectionId ?? 0 };
  });
  const lift = useCallback(() => {
    onLift();
    setLifted((times) => times + 1);
  }, [onLift]);
  return { newest: value, error, again, lift };
}

export function NewRows({
  filters,
  pin,
}: {
  filters: Filters;
  pin: Pin;
}): React.JSX.Element | null {
  const { t } = useLingui();
  const { newest, lift } = pin;
  const { value } = useRows(
    newest === undefined
      ? undefined
      : { select: "detections", where: { ...filters, detectionId: { gt: newest } }, limit: 1 },
  );
  const fresh = value?.total ?? 0;
  if (fresh === 0) return null;
  return (
    <Banner action={{ text: t`Show them (F5)`, act: lift }}>
      <Plural value={fresh} one="# new detection" other="# new detections" />
    </Banner>
  );
}
