/** A part of the page whose text a screen reader is told whenever it has changed. */
import { type ReactNode, useEffect, useRef } from "react";
import { say, useSpoken } from "./say.js";

interface SaidProps {
  as?: "p" | "div" | "span" | "h2";
  className?: string | undefined;
  /** It is being asked anew; what stands here is of before. */
  isBusy?: boolean;
  children: ReactNode;
}

export function Said({
  as: Tag = "p",
  className,
  isBusy = false,
  children,
}: SaidProps): React.JSX.Element {
  const part = useRef<HTMLElement>(null);
  const last = useRef("");
  // Whatever has changed it, what counts is the text that stands here now.
  useEffect(() => {
    const text = part.current?.innerText.trim() ?? "";
    if (isBusy || text === last.current) return;
    last.current = text;
    if (text !== "") say(part, text);
  });
  return (
    <Tag
      ref={(element: HTMLElement | null) => {
        part.current = element;
      }}
      className={className}
      aria-busy={isBusy || undefined}
    >
      {children}
    </Tag>
  );
}

/** The one polite region. A dialog hides the page around it, but not this. */
export function Spoken(): React.JSX.Element {
  const { text } = useSpoken();
  return (
    <p className="unseen" role="status" aria-live="polite" data-live-announcer="true">
      {text}
    </p>
  );
}
