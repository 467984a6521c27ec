/** Of which recordings a sample is drawn: their sites, their days, and the run that heard them. */
import { useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { clock } from "../../i18n/format.js";
import { CheckboxList } from "../../ui/checkbox-list.js";
import { DayField } from "../../ui/day-field.js";
import { Select } from "../../ui/select.js";
import type { Draw } from "./draw.js";

interface DrawFiltersProps {
  draw: Draw;
  change: (some: Partial<Draw>) => void;
  /** Hears of days that cannot be read, and of those that can again. */
  onUnread: (some: Partial<Record<"first" | "last", string | undefined>>) => void;
}

/** More than anybody chooses from in a list. */
const MOST = 500;
/** All runs have an empty key. */
const ALL = "";

export function DrawFilters({ draw, change, onUnread }: DrawFiltersProps): React.JSX.Element {
  const { t } = useLingui();
  const runs = useRows({ select: "runs", orderBy: ["-runId"], limit: MOST });
  const named = (runs.value?.rows ?? []).map(({ runId, model, startedAt }) => {
    const [run, when] = [String(runId), clock(startedAt.slice(0, 16))];
    return { value: run, text: t`Run ${run}: ${model}, ${when}` };
  });
  const run = draw.run === null ? ALL : String(draw.run);
  const isGone = run !== ALL && !named.some(({ value }) => value === run);
  return (
    <div className="draw-fields">
      <Sites draw={draw} change={change} />
      <div className="draw-days">
        <DayField
          label={t`From`}
          day={draw.first}
          onChange={(first) => {
            change({ first });
          }}
          onUnread={(first) => {
            onUnread({ first });
          }}
        />
        <DayField
          label={t`To`}
          day={draw.last}
          onChange={(last) => {
            change({ last });
          }}
          onUnread={(last) => {
            onUnread({ last });
          }}
        />
        <Select
          label={t`Run`}
          value={run}
          choices={[
            { value: ALL, text: t`All runs` },
            ...(isGone ? [{ value: run, text: t`Run ${run}` }] : []),
            ...named,
          ]}
          onChange={(chosen) => {
            change({ run: chosen === ALL ? null : Number(chosen) });
          }}
        />
      </div>
    </div>
  );
}

function Sites({ draw, change }: Pick<DrawFiltersProps, "draw" | "change">): React.JSX.Element {
  const { t } = useLingui();
  const { value } = useRows({ select: "sites", orderBy: ["site"], limit: MOST });
  const names = new Set([...(value?.rows ?? []).flatMap(({ site }) => site ?? []), ...draw.sites]);
  return (
    <div className="draw-sites">
      <span>{t`Sites`}</span>
      {value !== undefined && names.size === 0 && (
        <p className="quiet small">{t`The recordings have no sites yet.`}</p>
      )}
      {names.size > 0 && (
        <>
          <CheckboxList
            label={t`Sites`}
            choices={[...names].map((site) => ({ value: site, text: site }))}
            chosen={[...draw.sites]}
            onChange={(sites) => {
              change({ sites });
            }}
          />
          <p className="quiet small">{t`None chosen: clips of all sites.`}</p>
        </>
      )}
    </div>
  );
}
