/** The fields of a site, and those of a deployment. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { SiteRow } from "@linnet/electron-bridge/generated/contract.js";
import type { TextFieldProps } from "react-aria-components";
import { pasted } from "../../places/coordinates.js";
import { Button } from "../../ui/button.js";
import { TextField } from "../../ui/field.js";
import type { ClockBase } from "./clock-base.js";
import { shiftText } from "./clocks.js";
import { type Draft, type Field, named, wrongOf } from "./edit.js";
import { useKnownSites } from "./known-sites.js";

interface FieldsProps {
  draft: Draft;
  base: ClockBase;
  onChange: (draft: Draft) => void;
}

type FieldOf = (field: Field) => Pick<TextFieldProps, "value" | "onChange"> & { value: string };

function fieldsOf({ draft, onChange }: Pick<FieldsProps, "draft" | "onChange">): FieldOf {
  return (field) => ({
    value: draft[field],
    onChange: (value) => {
      onChange({ ...draft, [field]: value });
    },
  });
}

export function SiteFields(
  props: FieldsProps & { proposed: readonly string[]; isTaken: boolean },
): React.JSX.Element {
  const { draft, onChange, proposed, isTaken } = props;
  const { t } = useLingui();
  const field = fieldsOf(props);
  const wrong = wrongOf(draft);
  const paste = (event: React.ClipboardEvent): void => {
    const pair = pasted(event.clipboardData.getData("text"));
    if (pair === undefined) return;
    event.preventDefault();
    onChange({ ...draft, ...pair });
  };
  const place = wrong.includes("latitude")
    ? t`Give both: a latitude from −90 to 90, and a longitude from −180 to 180.`
    : undefined;
  return (
    <>
      <TextField
        label={t`Name of the site`}
        autoFocus
        error={isTaken ? t`Another site of the survey has this name.` : undefined}
        {...field("site")}
      />
      <TextField label={t`Survey`} {...field("survey")} />
      <TextField label={t`Latitude`} error={place} onPaste={paste} {...field("latitude")} />
      <TextField label={t`Longitude`} onPaste={paste} {...field("longitude")} />
      <TextField
        label={t`Elevation, in metres`}
        error={wrong.includes("elevation") ? t`Give a number.` : undefined}
        {...field("elevation")}
      />
      <ClockFields {...props} />
      {proposed.length > 0 && draft.timezone === "" && (
        <p className="edit-zones small">
          <Trans>Time zones at this place:</Trans>
          {proposed.map((zone) => (
            <Button
              key={zone}
              variant="quiet"
              onPress={() => {
                onChange({ ...draft, timezone: zone });
              }}
            >
              {zone}
            </Button>
          ))}
        </p>
      )}
    </>
  );
}

export function DeploymentFields(props: FieldsProps): React.JSX.Element {
  const { t } = useLingui();
  const field = fieldsOf(props);
  const wrong = wrongOf(props.draft);
  const sites = useKnownSites();
  return (
    <>
      <TextField
        label={t`Site`}
        autoFocus
        hint={isNew(props.draft, sites) ? t`A new site of this name is made.` : undefined}
        {...field("site")}
      />
      <TextField label={t`Survey`} {...field("survey")} />
      <TextField label={t`Recorder`} {...field("recorder")} />
      <TextField
        label={t`First day`}
        placeholder="2026-03-12"
        error={wrong.includes("startDate") ? t`Give a day, such as 2026-03-12.` : undefined}
        {...field("startDate")}
      />
      <TextField
        label={t`Last day`}
        placeholder="2026-03-19"
        error={
          wrong.includes("endDate")
            ? t`Give a day such as 2026-03-19, not before the first.`
            : undefined
        }
        {...field("endDate")}
      />
      <ClockFields {...props} />
    </>
  );
}

function isNew({ site }: Draft, sites: readonly SiteRow[] | undefined): boolean {
  if (sites === undefined || named(site) === "") return false;
  return !sites.some((each) => named(each.site) === named(site));
}

function ClockFields(props: FieldsProps): React.JSX.Element {
  const { t } = useLingui();
  const field = fieldsOf(props);
  const wrong = wrongOf(props.draft);
  const hint = useShiftHint(props.base);
  return (
    <>
      <TextField
        label={t`Time zone`}
        placeholder={props.base.timezone ?? "America/Lima"}
        hint={t`Of the place; times are local there.`}
        {...field("timezone")}
      />
      <TextField
        label={t`Clock shift`}
        placeholder="+1:00:00"
        hint={hint}
        error={wrong.includes("shift") ? t`Give a time such as +1:00 or −0:05:30.` : undefined}
        {...field("shift")}
      />
    </>
  );
}

/** What the clock is shifted by already, so that nobody loses it unseen. */
function useShiftHint({ shift, folder, isMixed }: ClockBase): string {
  const { t } = useLingui();
  if (isMixed) return t`Its folders have shifts of their own. A shift here counts in their place.`;
  if (shift === null || shift === 0) {
    return t`Added to what the clock showed: hours, minutes, seconds.`;
  }
  const already = shiftText(shift);
  return folder === null
    ? t`Added to ${already}, the shift of its site: hours, minutes, seconds.`
    : t`Added to ${already}, the shift of the folder ${folder}: hours, minutes, seconds.`;
}
