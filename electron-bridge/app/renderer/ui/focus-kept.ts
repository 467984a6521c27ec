/** The focus is never lost: when what has it goes away, the nearest part that is left takes it. */
import { useEffect } from "react";

/** Dialogs give the focus back by themselves; that goes first. */
const WAIT_MS = 100;

/** What lies over the page for a while. */
const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

export function useFocusKept(): void {
  useEffect(() => {
    let around: Element[] = [];
    /** What had the focus before a layer took it, since a dialog may be late to give it back. */
    let beneath: Element[] = [];
    let timer: number | undefined;
    const remember = ({ target }: FocusEvent): void => {
      const now = [...upFrom(target as Element | null)];
      const layer = now.find((each) => each.matches(LAYERS));
      if (layer === undefined) beneath = [];
      else if (!around.includes(layer)) beneath = [...around, ...beneath];
      around = now;
    };
    const look = (): void => {
      timer = undefined;
      if (document.activeElement !== document.body || around.length === 0) return;
      const left = [...around, ...beneath].find(
        (each): each is HTMLElement =>
          each instanceof HTMLElement && each.isConnected && !each.matches(":disabled, body, html"),
      );
      const next = left ?? document.querySelector("main");
      if (!(next instanceof HTMLElement)) return;
      if (next.tabIndex < 0) next.tabIndex = -1;
      next.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(() => {
      if (document.activeElement === document.body) timer ??= window.setTimeout(look, WAIT_MS);
    });
    document.addEventListener("focusin", remember);
    const attributeFilter = ["disabled"];
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter });
    return () => {
      document.removeEventListener("focusin", remember);
      watch.disconnect();
      window.clearTimeout(timer);
    };
  }, []);
}

function* upFrom(element: Element | null): Generator<Element> {
  for (let each = element; each !== null; each = each.parentElement) yield each;
}
