/** A text once nobody has changed it for a moment: letters and digits come one by one. */
import { useEffect, useState } from "react";

export function useRested<Text extends string | undefined>(text: Text, restMs: number): Text {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(text);
    }, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [text, restMs]);
  return rested;
}
