/** The filters of the page, and how the numbers are told. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Scale } from "../../plots/cells.js";
import { Checkbox } from "../../ui/check.js";
import { DayField } from "../../ui/day-field.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { Select } from "../../ui/select.js";
import { type Asked, type Filters, VERDICTS } from "./filters.js";
import { SpeciesChooser } from "./species-chooser.js";
import { siteKey, useSiteChoices } from "./site-choices.js";
import type { UnreadDays } from "./unread.js";
import { useVerdictChoices } from "./verdict-choices.js";

interface ToolbarProps {
  asked: Asked;
  onChange: (some: Partial<Asked>) => void;
  /** Whether a species is being chosen. */
  choosing: boolean;
  onChoosing: (open: boolean) => void;
  /** Hears of days that cannot be read, and of those that can again. */
  onUnread: (some: UnreadDays) => void;
}

/** All sites; no site has an empty key. */
const ALL = "";

export function Toolbar({
  asked,
  onChange,
  choosing,
  onChoosing,
  onUnread,
}: ToolbarProps): React.JSX.Element {
  const { t } = useLingui();
  const { filters, scale, noon } = asked;
  const verdicts = useVerdictChoices();
  const sites = useSiteChoices(filters);
  const scales: Record<Scale, string> = { hour: t`Per hour listened`, detections: t`Detections` };
  const set = (some: Partial<Filters>): void => {
    onChange({ filters: { ...filters, ...some } });
  };
  return (
    <div className="activity-toolbar" role="group" aria-label={t`Filters`}>
      <SpeciesChooser
        species={filters.species}
        isOpen={choosing}
        onOpen={onChoosing}
        onChange={(species) => {
          set({ species });
        }}
      />
      <div className="activity-fields">
        <Select
          label={t`Site`}
          value={filters.site === undefined ? ALL : siteKey(filters)}
          choices={[
            { value: ALL, text: t`All sites` },
            ...sites.map(({ key, text }) => ({ value: key, text })),
          ]}
          onChange={(chosen) => {
            const { site, survey } = sites.find(({ key }) => key === chosen) ?? {};
            set({ site, survey });
          }}
        />
        <DayField
          label={t`From`}
          day={filters.days.first}
          onChange={(first) => {
            set({ days: { ...filters.days, first } });
          }}
          onUnread={(first) => {
            onUnread({ first });
          }}
        />
        <DayField
          label={t`To`}
          day={filters.days.last}
          onChange={(last) => {
            set({ days: { ...filters.days, last } });
          }}
          onUnread={(last) => {
            onUnread({ last });
          }}
        />
        <DecimalField
          label={t`Score at least`}
          value={filters.score ?? null}
          least={0}
          most={1}
          optional
          onChange={(score) => {
            set({ score: score ?? undefined });
          }}
        />
        <Select
          label={t`Verdict`}
          value={filters.verdict}
          choices={VERDICTS.map((value) => ({ value, text: verdicts[value] }))}
          onChange={(verdict) => {
            set({ verdict });
          }}
        />
        <Select
          label={t`Scale`}
          value={scale}
          choices={(["hour", "detections"] as const).map((value) => ({
            value,
            text: scales[value],
          }))}
          onChange={(next) => {
            onChange({ scale: next });
          }}
        />
        <Checkbox
          isSelected={noon}
          onChange={(next) => {
            onChange({ noon: next });
          }}
        >
          <Trans>Days begin at noon</Trans>
        </Checkbox>
      </div>
    </div>
  );
}
