/** What a person types of a site or a deployment, and the change that the engine is asked for. */
import type {
  ClockRow,
  DeploymentChange,
  DeploymentRow,
  SetPlacesRequest,
  SiteChange,
  SiteRow,
} from "@linnet/electron-bridge/generated/contract.js";
import { coordinates } from "../../places/coordinates.js";
import { shiftOf, shiftText } from "./clocks.js";

/** All texts as they stand in the fields. */
export interface Draft {
  /** Of a site, its code; of a deployment, the site where it is. */
  site: string;
  survey: string;
  recorder: string;
  latitude: string;
  longitude: string;
  elevation: string;
  startDate: string;
  endDate: string;
  timezone: string;
  shift: string;
}

export type Field = keyof Draft;

const NOTHING: Draft = {
  ...{ site: "", survey: "", recorder: "", latitude: "", longitude: "", elevation: "" },
  ...{ startDate: "", endDate: "", timezone: "", shift: "" },
};

/** The engine takes a part's own shift in place of `base`; a person types what comes on top of it. */
function ofClock(rule: ClockRow | undefined, base: number): Partial<Draft> {
  const shift = (rule?.shiftSeconds ?? base) - base;
  return { timezone: rule?.timezone ?? "", shift: shift === 0 ? "" : shiftText(shift) };
}

const text = (value: string | number | null): string => (value === null ? "" : String(value));

export function draftOfSite(row: SiteRow, rule: ClockRow | undefined, base = 0): Draft {
  return {
    ...NOTHING,
    ...{ site: text(row.site), survey: text(row.survey), latitude: text(row.latitude) },
    ...{ longitude: text(row.longitude), elevation: text(row.elevation) },
    ...ofClock(rule, base),
  };
}

export function draftOfDeployment(row: DeploymentRow, rule: ClockRow | undefined, base = 0): Draft {
  return {
    ...NOTHING,
    ...{ site: text(row.site), survey: text(row.survey), recorder: text(row.recorder) },
    ...{ startDate: text(row.startDate), endDate: text(row.endDate) },
    ...ofClock(rule, base),
  };
}

/** The fields that hold what cannot be. */
export function wrongOf(draft: Draft): Field[] {
  const { latitude, longitude, elevation, startDate, endDate, shift } = draft;
  const isPlaced = latitude.trim() !== "" || longitude.trim() !== "";
  const day = (value: string): boolean => value === "" || isDay(value);
  const checks: [Field, boolean][] = [
    ["latitude", !isPlaced || coordinates({ latitude, longitude }) !== undefined],
    ["elevation", elevation.trim() === "" || Number.isFinite(numberOf(elevation))],
    ["startDate", day(startDate)],
    ["endDate", day(endDate) && (startDate === "" || endDate === "" || startDate <= endDate)],
    ["shift", shift.trim() === "" || shiftOf(shift) !== undefined],
  ];
  return checks.filter(([, fits]) => !fits).map(([field]) => field);
}

function isDay(value: string): boolean {
  const at = Date.parse(`${value}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(value) && new Date(at).toISOString().startsWith(value);
}

function numberOf(value: string): number {
  return Number(value.trim().replace(",", ".").replace("−", "-"));
}

/** A name as it is compared: letters with accents have two spellings that look the same. */
export const named = (text: string | null): string => (text ?? "").trim().normalize("NFC");

/** Whether another site of the survey has the name already. */
export function isTaken(site: SiteRow, draft: Draft, sites: readonly SiteRow[]): boolean {
  const isSame = (other: SiteRow): boolean =>
    other.siteId !== site.siteId &&
    named(other.site) === named(draft.site) &&
    named(other.survey) === named(draft.survey);
  const isNew =
    named(draft.site) !== named(site.site) || named(draft.survey) !== named(site.survey);
  return isNew && named(draft.site) !== "" && sites.some(isSame);
}

/** Null for an empty text, which empties a field of the catalog. */
const orNull = (value: string): string | null => (value.trim() === "" ? null : value.trim());

/**
 * Only what was changed is sent; undefined where nothing was, or a field is wrong.
 *
 * `base`: the seconds that its site or its folder shifts it by already.
 */
export function requestOf(
  of: { site: SiteRow } | { deployment: DeploymentRow },
  before: Draft,
  draft: Draft,
  base = 0,
): Partial<SetPlacesRequest> | undefined {
  const differs = (...fields: Field[]): boolean =>
    fields.some((field) => draft[field].trim() !== before[field].trim());
  const all = Object.keys(draft) as Field[];
  if (!differs(...all) || wrongOf(draft).length > 0) return undefined;
  const shift = shiftOf(draft.shift);
  const clock = {
    ...(differs("timezone") && { timezone: orNull(draft.timezone) }),
    ...(differs("shift") && { shiftSeconds: shift === undefined ? null : base + shift }),
  };
  if ("site" in of) {
    const place = coordinates(draft);
    const change: SiteChange = {
      siteId: of.site.siteId,
      ...(differs("site") && { site: orNull(draft.site) }),
      ...(differs("survey") && { survey: orNull(draft.survey) }),
      ...(differs("latitude", "longitude") && (place ?? { latitude: null, longitude: null })),
      ...(differs("elevation") && {
        elevation: draft.elevation.trim() === "" ? null : numberOf(draft.elevation),
      }),
      ...clock,
    };
    return { sites: [change] };
  }
  const change: DeploymentChange = {
    deploymentId: of.deployment.deploymentId,
    ...(differs("site", "survey") && {
      site: orNull(draft.site),
      ...(draft.survey.trim() !== "" && { survey: draft.survey.trim() }),
    }),
    ...(differs("recorder") && { recorder: orNull(draft.recorder) }),
    ...(differs("startDate") && { startDate: orNull(draft.startDate) }),
    ...(differs("endDate") && { endDate: orNull(draft.endDate) }),
    ...clock,
  };
  return { deployments: [change] };
}
