/** The most that prepared recordings take; the engine keeps it, and says what gave it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { call, type PageError } from "../../data/call.js";
import { bytes } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { NumberField } from "../../ui/field.js";
import { tell } from "../../ui/toast.js";
import { EngineNeeded } from "./engine-needed.js";
import { useSourceWords } from "./source-words.js";
import { storageChanged, useStored } from "./stored.js";

const GB = 1e9;
const MOST_GB = 100_000;

export function Limit(): React.JSX.Element {
  const { t } = useLingui();
  const { value } = useStored();
  const [error, setError] = useState<PageError>();
  const sourceOf = useSourceWords();
  if (value === undefined) return <EngineNeeded />;
  const { cache } = value;
  const own = cache.source === "file" ? cache.bytes : null;
  const set = async (size: number | null): Promise<boolean> => {
    const outcome = await call("storage/set", { cacheBytes: size });
    setError(outcome.ok ? undefined : outcome.error);
    storageChanged();
    return outcome.ok;
  };
  const choose = async (size: number | null): Promise<void> => {
    if (!(await set(size))) return;
    const action = { text: t`Undo`, act: () => void set(own) };
    const limit = bytes(size ?? 0);
    const text = size === null ? t`The usual limit counts again.` : t`The limit is ${limit} now.`;
    tell({ text, action });
  };
  return (
    <>
      <div className="setting-actions">
        <NumberField
          label={t`Limit for prepared recordings, in gigabytes`}
          value={cache.bytes / GB}
          minValue={0}
          maxValue={MOST_GB}
          step={0.1}
          isDisabled={!cache.changeable}
          onChange={(gigabytes) => {
            const size = Math.round(gigabytes * GB);
            if (Number.isFinite(gigabytes) && size !== cache.bytes) void choose(size);
          }}
        />
        <span aria-hidden="true">GB</span>
        {cache.source === "file" && (
          <Button variant="quiet" onPress={() => void choose(null)}>
            <Trans>Usual limit</Trans>
          </Button>
        )}
      </div>
      <p className="quiet small">{sourceOf(cache.source, cache.place)}</p>
      {!cache.changeable && (
        <p className="setting-warn small">
          <Trans>It was set outside of Linnet, and can only be changed there.</Trans>
        </p>
      )}
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
