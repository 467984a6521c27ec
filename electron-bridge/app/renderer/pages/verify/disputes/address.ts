/** What the page of disagreements shows, as the address keeps it. */
import { go, keep, useRoute } from "../../../routes.js";

export const SHOWN = ["open", "settled", "all"] as const;

export type Shown = (typeof SHOWN)[number];

export interface DisputesAddress {
  /** Clips to settle, or how far people agree. */
  view: "clips" | "people";
  shown: Shown;
  /** One species; undefined: all. */
  species: string | undefined;
  isOne: boolean;
}

export function useDisputesAddress(): DisputesAddress {
  const { query } = useRoute();
  return {
    view: query.disagreements === "people" ? "people" : "clips",
    shown: SHOWN.find((each) => each === query.shown) ?? "open",
    species: query.species,
    isOne: query.one === "1",
  };
}

export function toList(): void {
  go("verify");
}

/** From another page, or from the other view, whose choice of species stays. */
export function toDisputes(species?: string): void {
  go("verify", { disagreements: "clips", ...(species !== undefined && { species }) });
}

export function toAgreement(species?: string): void {
  go("verify", { disagreements: "people", ...(species !== undefined && { species }) });
}

export function showOnly(some: { shown?: Shown; species?: string | undefined }): void {
  keep(some);
}
