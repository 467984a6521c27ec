/** How wide a part is now, to a point. */
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Before it is known. */
const USUAL = 640;

export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const part = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL);
  useLayoutEffect(() => {
    const element = part.current;
    if (element === null) return;
    const measure = (): void => {
      setWidth(Math.floor(element.getBoundingClientRect().width));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [part, width];
}
