/** What is exported: a saved view, the filter that came with the address, or all; and which rows of it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { call, type PageError } from "../../data/call.js";
import { useViewNames, viewKey } from "../../data/view-names.js";
import { go, keep } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Radios } from "../../ui/check.js";
import { Failure } from "../../ui/failure.js";
import { Said } from "../../ui/said.js";
import { Select } from "../../ui/select.js";
import { useFieldName } from "../../ui/field-names.js";
import { useFilterWords } from "../../filters/words.js";
import type { Kind, Setup, Where } from "./setup.js";

interface WhatProps {
  given: Where;
  view: string | undefined;
  setup: Setup;
  leftOut: readonly string[];
  total: number | undefined;
  change: (some: Partial<Setup>) => void;
}

const VIEW = "view:";

/** Take the filters of a view; an error where it cannot be read. */
async function openView(name: string): Promise<PageError | undefined> {
  const outcome = await call("memos/get", { key: viewKey(name) });
  if (!outcome.ok) return outcome.error;
  const { filters = {} } = (outcome.value.value ?? {}) as { filters?: Where };
  const any = Object.keys(filters).length > 0;
  keep({ where: any ? JSON.stringify(filters) : undefined, view: name }, { replace: false });
  return undefined;
}

export function What(props: WhatProps): React.JSX.Element {
  const { given, view, setup, leftOut, total, change } = props;
  const { t } = useLingui();
  const [error, setError] = useState<PageError>();
  const views = useViewNames();
  const kinds: { value: Kind; text: string }[] = [
    { value: "heard", text: t`As heard` },
    { value: "right", text: t`Only found right` },
    { value: "labels", text: t`Labels of people` },
  ];
  const isFiltered = Object.keys(given).length > 0;
  const chosen = view !== undefined ? VIEW + view : isFiltered ? "given" : "all";
  const names = new Set([...(views.value ?? []), ...(view === undefined ? [] : [view])]);
  const choices = [
    { value: "all", text: t`All detections` },
    ...(chosen === "given" ? [{ value: "given", text: t`What the filters let through` }] : []),
    ...[...names].map((each) => ({ value: VIEW + each, text: t`View: ${each}` })),
  ];
  const choose = (value: string): void => {
    setError(undefined);
    if (value === "all") keep({ where: undefined, view: undefined }, { replace: false });
    else if (value.startsWith(VIEW)) void openView(value.slice(VIEW.length)).then(setError);
  };
  return (
    <section className="card export-what" aria-label={t`What`}>
      <div className="export-line">
        <Select label={t`What`} value={chosen} choices={choices} onChange={choose} />
        <Radios
          label={t`Which rows`}
          value={setup.kind}
          choices={kinds}
          onChange={(kind) => {
            change({ kind });
          }}
        />
        <Total kind={setup.kind} total={total} />
      </div>
      {error !== undefined && <Failure error={error} />}
      {isFiltered && <Filters given={given} leftOut={leftOut} />}
    </section>
  );
}

function Total({ kind, total }: { kind: Kind; total: number | undefined }): React.JSX.Element {
  return (
    <Said className="export-total" isBusy={total === undefined}>
      {total === undefined ? null : kind === "labels" ? (
        <Plural value={total} one="# label" other="# labels" />
      ) : (
        <Plural value={total} one="# detection" other="# detections" />
      )}
    </Said>
  );
}

function Filters({
  given,
  leftOut,
}: {
  given: Where;
  leftOut: readonly string[];
}): React.JSX.Element {
  const { t } = useLingui();
  const words = useFilterWords(given);
  const nameOf = useFieldName();
  const names = leftOut.map(nameOf).join(", ");
  return (
    <>
      <div className="export-line">
        <ul className="export-filters" aria-label={t`Filters`}>
          {words.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        <Button
          variant="quiet"
          onPress={() => {
            go("detections", { w: JSON.stringify(given) });
          }}
        >
          <Trans>Change in Detections</Trans>
        </Button>
      </div>
      {leftOut.length > 0 && (
        <p className="small export-warn">
          <Trans>Labels have no such values, so these filters are left out: {names}.</Trans>
        </p>
      )}
    </>
  );
}
