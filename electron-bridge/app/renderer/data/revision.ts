/** What changed in the catalog, and when: answers that read it are stale from then on. */
import { create } from "zustand";
import type { CatalogNotice } from "@linnet/electron-bridge/generated/contract.js";

/** A kind of rows, or what else the engine's notice names. */
export type Subject = CatalogNotice["touched"][number];

interface RevisionStore {
  touched: Readonly<Partial<Record<Subject, number>>>;
}

let step = 0;

export const useRevision = create<RevisionStore>(() => ({ touched: {} }));

/** Told by the engine's notice, and by our own calls before it comes. */
export function touch(subjects: readonly Subject[]): void {
  step++;
  const changed = Object.fromEntries(subjects.map((subject) => [subject, step]));
  useRevision.setState(({ touched }) => ({ touched: { ...touched, ...changed } }));
}

/** Follow the engine's notices, whoever changed the catalog. */
export function followCatalog(): void {
  window.linnet.onCatalog(({ touched }) => {
    touch(touched);
  });
}

/** Hear of each change of what a question reads; what is returned ends it. */
export function onTouched(reads: readonly Subject[], act: () => void): () => void {
  return useRevision.subscribe(({ touched }, before) => {
    if (reads.some((subject) => touched[subject] !== before.touched[subject])) act();
  });
}
