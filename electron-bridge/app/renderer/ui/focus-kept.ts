/** The focus is never lost: when what has it goes away, the nearest part that is left takes it. */
import { useEffect } from "react";

/** Dialogs give the focus back by themselves, in the frame after they close; that goes first. */
const WAIT_MS = 100;

export function useFocusKept(): void {
  useEffect(() => {
    let around: Element[] = [];
    let timer: number | undefined;
    const remember = ({ target }: FocusEvent): void => {
      around = [];
      for (let each = target as Element | null; each !== null; each = each.parentElement) {
        around.push(each);
      }
    };
    const look = (): void => {
      timer = undefined;
      if (document.activeElement !== document.body || around.length === 0) return;
      const left = around.find(
        (each): each is HTMLElement =>
          each instanceof HTMLElement && each.isConnected && !each.matches(":disabled, body, html"),
      );
      const next = left ?? document.querySelector("main");
      if (!(next instanceof HTMLElement)) return;
      if (next.tabIndex < 0) next.tabIndex = -1;
      next.focus({ preventScroll: true });
    };
    // On a busy machine that frame comes later than the time is up.
    const inAFrame = (): void => void requestAnimationFrame(look);
    const watch = new MutationObserver(() => {
      if (document.activeElement === document.body) timer ??= window.setTimeout(inAFrame, WAIT_MS);
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
