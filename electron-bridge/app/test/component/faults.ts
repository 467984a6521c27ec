/** What is cut off, covered, outside or out of reach on a page. */
import type { Page as Tab } from "playwright-core";

/** What a person cannot read or reach, even by scrolling. */
export function faults(): string[] {
  const found: string[] = [];
  const nameOf = (each: Element): string =>
    `${each.tagName.toLowerCase()}.${each.getAttribute("class") ?? ""} “${(each.getAttribute("aria-label") ?? each.textContent).trim().slice(0, 50)}”`;
  const seen = (each: Element): boolean =>
    each.checkVisibility() &&
    each.closest(".unseen, [aria-hidden=true]") === null &&
    getComputedStyle(each).clipPath === "none" &&
    getComputedStyle(each.parentElement ?? each).clipPath === "none";
  const width = document.documentElement.clientWidth;
  const sideways = (each: Element): boolean => {
    const { overflowX } = getComputedStyle(each);
    return overflowX === "auto" || overflowX === "scroll";
  };
  /** A table, a log or a picture may be scrolled by itself; a page may not. */
  const OWN =
    ".table, .export-table, .recordings-table, .species-table, .table-area, .timeline, pre, .log-lines, .differences-area";
  const page = [
    document.documentElement,
    ...document.querySelectorAll(".page, .page-body, .whole"),
  ];
  for (const each of page) {
    if (each.scrollWidth > each.clientWidth + 1) found.push(`${nameOf(each)} scrolls sideways`);
  }
  const controls = [
    ...document.querySelectorAll<HTMLElement>("button, a[href], input, summary, [role=tab]"),
  ].filter((each) => seen(each) && each.closest(OWN) === null);
  for (const each of controls) {
    const { left, right, width: wide } = each.getBoundingClientRect();
    if (wide > 1 && (left < -1 || right > width + 1)) found.push(`${nameOf(each)} is outside`);
  }
  for (const each of document.querySelectorAll<HTMLElement>("body *")) {
    if (!seen(each) || each.closest(OWN) !== null) continue;
    const text = [...each.childNodes].some(
      ({ nodeType, textContent }) =>
        nodeType === Node.TEXT_NODE && (textContent ?? "").trim() !== "",
    );
    if (!text || each.matches("option")) continue;
    // What is cut with three dots can be had in whole by its title or its list.
    const { overflowX, overflowY, textOverflow } = getComputedStyle(each);
    const hides = overflowX !== "visible" && !sideways(each) && textOverflow !== "ellipsis";
    if (hides && each.scrollWidth > each.clientWidth + 1) found.push(`${nameOf(each)} is cut off`);
    if (overflowY === "hidden" && each.scrollHeight > each.clientHeight + 4) {
      found.push(`${nameOf(each)} is cut off below`);
    }
    const { left, right } = each.getBoundingClientRect();
    if (left < -1 || right > width + 1) found.push(`${nameOf(each)} is outside`);
  }
  const boxes = controls
    .filter((each) => each.closest(".toasts") === null && !each.matches("label *"))
    .map((each) => ({ each, box: each.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      if (one.each.contains(other.each) || other.each.contains(one.each)) continue;
      // What has been scrolled under a bar lies in another part.
      const part =
        "nav, footer, .page-head, .page-body, .toolbar, .drawer, .chips, .run-errors, .dialog-body, .dialog-actions";
      if (one.each.closest(part) !== other.each.closest(part)) continue;
      const across =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down =
        Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 2 && down > 2) found.push(`${nameOf(one.each)} covers ${nameOf(other.each)}`);
    }
  }
  return [...new Set(found)];
}

/** Controls that cannot be brought into the window, or lie under another part then. */
export async function unreached(tab: Tab): Promise<string[]> {
  return tab.evaluate(() => {
    // An open dialog lies over all the rest.
    const dialog = [...document.querySelectorAll(":is([role=dialog], [role=alertdialog])")].at(-1);
    const parts = dialog === undefined ? [...document.querySelectorAll("main, footer")] : [dialog];
    const all = parts
      .flatMap((part) => [...part.querySelectorAll<HTMLElement>(":is(button, input, [role=tab])")])
      .filter((each) => each.checkVisibility() && !each.matches(":disabled"));
    return all
      .filter((each) => {
        const drawn = each.closest("label") ?? each;
        drawn.scrollIntoView({ block: "nearest", inline: "nearest" });
        const { left, top, width, height } = drawn.getBoundingClientRect();
        if (width < 2 || height < 2) return false;
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return hit === null || !(drawn.contains(hit) || hit.contains(drawn));
      })
      .map((each) => each.getAttribute("aria-label") ?? each.textContent.trim());
  });
}
