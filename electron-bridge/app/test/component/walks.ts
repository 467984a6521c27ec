/** Walks through a page by Tab, as a person without a mouse does. */
import type { Page as Tab } from "playwright-core";

export interface Stop {
  /** What it is, for messages. */
  text: string;
  /** Why it is no good stop; empty if it is one. */
  faults: string[];
}

export interface Walk {
  stops: Stop[];
  /** Controls that are seen but that no stop has reached. */
  missed: string[];
}

/** More stops than any page has. */
const MOST = 300;

/** Press Tab from the page's first focus until all stops have come round. */
export async function walk(tab: Tab): Promise<Walk> {
  await tab.evaluate(prepare);
  const stops: Stop[] = [];
  let rounds = 0;
  for (let step = 0; step < MOST && rounds < 2; step++) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(look);
    if (stop === undefined) rounds++;
    else if (stop === "seen") break;
    else stops.push(stop);
  }
  return { stops, missed: await tab.evaluate(missed) };
}

/** Roles that a person acts on, or goes by: each needs a name. */
const NAMED = new Set(
  (
    "button link textbox searchbox checkbox radio switch combobox slider spinbutton tab tabpanel " +
    "menuitem listbox grid dialog alertdialog navigation main complementary progressbar radiogroup"
  ).split(" "),
);

/** Parts that a screen reader cannot name, from the tree that Chromium gives it. */
export async function nameless(tab: Tab): Promise<string[]> {
  const session = await tab.context().newCDPSession(tab);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? "") }))
    .filter(({ role, name }) => NAMED.has(role) && name.trim() === "")
    .map(({ role }) => role);
}

declare global {
  interface Window {
    walked: Set<Element>;
    nameOf: (element: Element) => string;
  }
}

function prepare(): void {
  window.walked = new Set();
  window.nameOf = (element) => {
    const name = element.getAttribute("aria-label") ?? element.textContent.trim();
    return `${element.tagName.toLowerCase()}.${element.className} “${name.slice(0, 60)}”`;
  };
}

/** The present stop; "seen" if it was there before, undefined at the end of the document. */
function look(): Stop | "seen" | undefined {
  const at = document.activeElement;
  if (at === null || at === document.body || at === document.documentElement) return undefined;
  if (window.walked.has(at)) return "seen";
  window.walked.add(at);
  const faults: string[] = [];
  // A hidden input has its ring on what is drawn for it; a grid, on its chosen row.
  const drawn = [
    at,
    at.parentElement,
    at.closest("label, .check"),
    at.querySelector(".row.chosen"),
  ];
  const inner = [...(at.closest("label, .check")?.querySelectorAll("*") ?? [])];
  const ringed = [...drawn, ...inner].find((each) => {
    if (each == null || !each.checkVisibility({ opacityProperty: true })) return false;
    const { outlineStyle, outlineWidth, opacity, clipPath } = getComputedStyle(each);
    if (Number(opacity) < 0.1 || clipPath !== "none") return false;
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  if (ringed == null) faults.push("has no ring");
  const { x, y, width, height } = (ringed ?? at).getBoundingClientRect();
  if (width < 4 || height < 4) faults.push("is not seen");
  if (x + width < 1 || y + height < 1 || x > innerWidth - 1 || y > innerHeight - 1) {
    faults.push("is outside of the window");
  }
  return { text: window.nameOf(at), faults };
}

function missed(): string[] {
  const controls =
    'button, a[href], input, select, textarea, summary, [tabindex], [role="button"], [role="slider"]';
  /** Of these one part is a stop, and arrows go to the others. */
  const groups = '[role="radiogroup"], [role="tablist"], [role="grid"], [role="listbox"]';
  return (
    [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }))
      .filter((each) => !each.matches(":disabled, [aria-hidden=true] *, [inert] *"))
      .filter((each) => each.getBoundingClientRect().width > 0)
      // react-aria closes a dialog for screen readers by a button that nobody sees.
      .filter((each) => getComputedStyle(each.parentElement ?? each).clipPath === "none")
      // What only takes a focus that would be lost is no control.
      .filter((each) => each.tabIndex >= 0 || each.matches("button, a, input, textarea, select"))
      .filter((each) => {
        if (window.walked.has(each)) return false;
        // A list's button is of its field, which opens it by an arrow.
        if (each.closest('[role="group"], .field')?.querySelector("[role=combobox]") != null) {
          return false;
        }
        const group = each.closest(groups);
        return group === null || ![...window.walked].some((stop) => group.contains(stop));
      })
      .map((each) => window.nameOf(each))
  );
}
