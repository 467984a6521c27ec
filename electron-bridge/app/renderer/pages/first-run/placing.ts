/** Where the recordings were made: what the person chose, and how the catalog is told. */
import type {
  DeploymentChange,
  FolderChange,
  FolderSummary,
  Note,
  SiteChange,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Picked } from "../../../shared/app-api.js";
import { call, type PageError } from "../../data/call.js";
import { type Placing, useFirstSteps, type Way } from "../../data/first-steps.js";
import { touch } from "../../data/revision.js";
import { type Cards, inputOf, unreadable } from "./cards.js";
import { coordinates, EMPTY } from "../../places/coordinates.js";
import type { Import } from "./imports.js";

/** A site that gets its coordinates from the person: one card, or one folder's name. */
export interface Spot {
  key: string;
  name: string;
  survey: string | null;
  /** The card, if the whole card is the site. */
  input: Picked | undefined;
}

/** A time zone that the files' coordinates speak for; the person decides. */
export interface Proposal {
  folder: string;
  name: string;
  zone: string;
}

export function usePlacing(): [Placing, (some: Partial<Placing>) => void] {
  const placing = useFirstSteps((steps) => steps.placing);
  const change = (some: Partial<Placing>): void => {
    useFirstSteps.setState((before) => ({ placing: { ...before.placing, ...some } }));
  };
  return [placing, change];
}

/** Files that can be read, of folders whose files tell their place. */
export function placed(folders: readonly FolderSummary[]): number {
  return folders
    .filter(({ latitude }) => latitude !== null)
    .reduce((sum, folder) => sum + folder.files - unreadable(folder), 0);
}

/** The way that is taken unless the person chooses another. */
export function wayOf({ way }: Placing, folders: readonly FolderSummary[]): Way {
  return way ?? (placed(folders) > 0 ? "files" : "typed");
}

/** Where coordinates are missing. */
export function spots(cards: Cards, byFolder: boolean): Spot[] {
  const { inputs, look } = cards;
  const without = look.folders.filter(({ latitude }) => latitude === null);
  if (!byFolder) {
    const told = new Set(
      look.folders
        .filter(({ latitude }) => latitude !== null)
        .map(({ path }) => inputOf(path, inputs)?.path),
    );
    return inputs
      .filter(({ path }) => !told.has(path))
      .map((input) => ({ key: input.path, name: input.name, survey: null, input }));
  }
  const sites = new Map<string, Spot>();
  for (const { site, survey } of without) {
    if (site === null) continue;
    const key = JSON.stringify([survey, site]);
    sites.set(key, { key, name: site, survey, input: undefined });
  }
  return [...sites.values()];
}

export function proposals({ inputs, look }: Cards): Proposal[] {
  const found = new Map<string, Proposal>();
  for (const { path, timezones } of look.folders) {
    const input = inputOf(path, inputs);
    const [zone] = timezones;
    if (input === undefined || zone === undefined || found.has(input.path)) continue;
    found.set(input.path, { folder: input.path, name: input.name, zone });
  }
  return [...found.values()];
}

/** The pattern by which folders' names are sites; undefined if they name but one. */
export function patternOf({ look }: Cards): string | undefined {
  const [best] = look.result?.proposals ?? [];
  return best !== undefined && best.sites > 1 ? best.pattern : undefined;
}

interface Told {
  error?: PageError;
  /** What the catalog says of the places, but that a zone is missing: the page has proposed one. */
  notes: Note[];
  imports: Import[];
  deployments: Placing["deployments"];
}

/** Tell the catalog the sites and zones, and say which imports go with them. */
export async function tellPlaces(cards: Cards, placing: Placing): Promise<Told> {
  const { inputs, look } = cards;
  const pattern = placing.byFolder ? patternOf(cards) : undefined;
  const way = wayOf(placing, look.folders);
  const given = way === "typed" ? spots(cards, pattern !== undefined) : [];
  const known = given.flatMap((spot) => {
    const place = coordinates(placing.places[spot.key] ?? EMPTY);
    return place === undefined ? [] : [{ ...spot, place }];
  });
  const sites = known.map(({ name, survey, place }): SiteChange => {
    return { site: name, ...(survey !== null && { survey }), ...place };
  });
  // A card that was placed before keeps its deployment, whose site has other coordinates now.
  const fresh = known.filter(({ key, input }) => {
    return input !== undefined && placing.deployments[key] === undefined;
  });
  const made = fresh.map(({ name }): DeploymentChange => ({ site: name }));
  const folders = proposals(cards)
    .filter(({ folder }) => placing.zones.includes(folder))
    .map(({ folder, zone }): FolderChange => ({ folder, timezone: zone }));
  const deployments = { ...placing.deployments };
  let notes: Note[] = [];
  if (sites.length + folders.length > 0) {
    const outcome = await call("places/set", { sites, deployments: made, folders });
    if (!outcome.ok) return { error: outcome.error, notes, imports: [], deployments };
    touch(["sites", "recordings"]);
    notes = outcome.value.notes.filter(({ kind }) => kind !== "withoutZone");
    fresh.forEach(({ key }, at) => {
      const id = outcome.value.deploymentIds[at];
      if (id !== undefined) deployments[key] = id;
    });
  }
  const whole = new Set(known.map(({ key }) => key));
  const rest = inputs.filter(({ path }) => !whole.has(path));
  return {
    notes,
    deployments,
    imports: [
      ...inputs
        .filter(({ path }) => whole.has(path))
        .map((input) => importOf([input], { deploymentId: deployments[input.path] ?? null })),
      ...(rest.length === 0 ? [] : [importOf(rest, pattern === undefined ? {} : { pattern })]),
    ],
  };
}

function importOf(inputs: readonly Picked[], more: Omit<Import["params"], "inputs">): Import {
  const paths = inputs.map(({ path }) => path);
  return {
    title: inputs.map(({ name }) => name).join(", "),
    params: { inputs: paths as Import["params"]["inputs"], ...more },
  };
}
