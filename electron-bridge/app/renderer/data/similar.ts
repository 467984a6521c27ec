/** Stored windows that sound like another: how many a page lists. */

export const NEAREST = 24;
