/** F6 goes round the parts of the window: the pages, the page, what is beside it, the status. */

const REGIONS = "nav, main, aside, footer, .toasts";
const STOPS =
  'button:not(:disabled), a[href], input:not(:disabled), select, textarea, summary, [tabindex="0"]';

/** Where the focus was last in a part. */
const last = new WeakMap<Element, HTMLElement>();

function remember({ target }: FocusEvent): void {
  const region = target instanceof HTMLElement ? target.closest(REGIONS) : null;
  if (region !== null) last.set(region, target as HTMLElement);
}

export function followRegions(): () => void {
  document.addEventListener("focusin", remember);
  return () => {
    document.removeEventListener("focusin", remember);
  };
}

const seen = (part: HTMLElement): boolean => part.checkVisibility() && part.tabIndex >= 0;

/** Where the focus goes in a part: to where it was, or to its first control. */
function stopOf(region: Element): HTMLElement | undefined {
  const before = last.get(region);
  if (before?.isConnected === true && region.contains(before)) return before;
  return [...region.querySelectorAll<HTMLElement>(STOPS)].find(seen);
}

export function toRegion(way: 1 | -1): void {
  const all = [...document.querySelectorAll(REGIONS)].filter((each) => stopOf(each) !== undefined);
  // The innermost part is the present one: what is beside the table lies in the page.
  const here = all.findLastIndex((each) => each.contains(document.activeElement));
  const next = here < 0 ? (way > 0 ? 0 : -1) : (here + way) % all.length;
  const region = all.at(next);
  if (region !== undefined) stopOf(region)?.focus();
}
