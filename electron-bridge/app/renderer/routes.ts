/** The page that is shown and what it shows, in the address: it survives a reload, and "back" works. */
import { useSyncExternalStore } from "react";

export const PAGES = [
  "recordings",
  "run",
  "detections",
  "species",
  "activity",
  "label",
  "verify",
  "learn",
  "models",
  "export",
  "settings",
] as const;

export type PageName = (typeof PAGES)[number];

/** Pages that this version has. */
export const BUILT: readonly PageName[] = [
  "recordings",
  "run",
  "detections",
  "species",
  "activity",
  "label",
  "verify",
  "learn",
  "models",
  "export",
  "settings",
];

export interface Route {
  page: PageName | "first-run";
  /** What the page keeps of itself: filters, order, the chosen row. */
  query: Readonly<Record<string, string>>;
}

export function parse(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const page = path === "first-run" ? path : (BUILT.find((each) => each === path) ?? "run");
  return { page, query: Object.fromEntries(new URLSearchParams(search)) };
}

export function format({ page, query }: Route): string {
  const search = new URLSearchParams(query).toString();
  return search === "" ? `#/${page}` : `#/${page}?${search}`;
}

let shown = { hash: "", route: parse("") };

function present(): Route {
  if (location.hash !== shown.hash) shown = { hash: location.hash, route: parse(location.hash) };
  return shown.route;
}

function listen(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => {
    window.removeEventListener("hashchange", changed);
  };
}

export function useRoute(): Route {
  return useSyncExternalStore(listen, present);
}

export function go(page: Route["page"], query: Route["query"] = {}): void {
  location.hash = format({ page, query });
}

/** Keep something of the present page; an undefined value is left out. `replace`: no step back. */
export function keep(some: Record<string, string | undefined>, { replace = true } = {}): void {
  const { page, query } = present();
  const kept = Object.entries({ ...query, ...some }).filter(
    (each): each is [string, string] => each[1] !== undefined,
  );
  const hash = format({ page, query: Object.fromEntries(kept) });
  if (hash === location.hash) return;
  if (!replace) location.hash = hash;
  else {
    history.replaceState(null, "", hash);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  }
}
