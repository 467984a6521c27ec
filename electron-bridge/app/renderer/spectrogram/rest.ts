/** Waits until the page rests: what flies past is not worth a picture. */

/** Points in a millisecond; a person who scrolls slower than some eighteen rows a second sees them. */
const FAST = 1;

let scroller: EventTarget | null = null;
let top = 0;
let scrolledAt = -Infinity;
let fastAt = -Infinity;

function scrolled({ target }: Event): void {
  const now = performance.now();
  const place = target instanceof Element ? target.scrollTop : 0;
  const isFast = target !== scroller || Math.abs(place - top) > FAST * (now - scrolledAt);
  if (isFast) fastAt = now;
  [scroller, top, scrolledAt] = [target, place, now];
}

document.addEventListener("scroll", scrolled, { capture: true, passive: true });

/** Act after so many milliseconds without a fast scroll; what is returned gives it up. */
export function atRest(ms: number, act: () => void): () => void {
  let timer = setTimeout(look, ms);
  function look(): void {
    const left = fastAt + ms - performance.now();
    if (left > 0) timer = setTimeout(look, left);
    else act();
  }
  return () => {
    clearTimeout(timer);
  };
}
