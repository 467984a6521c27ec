/** What lies around the view, loaded anew where the view has moved away, or when something changed. */
import { useEffect, useState } from "react";
import { type Answer, useAnswer } from "../../data/answer.js";
import { onRested, type ViewStore } from "../../spectrogram/view-store.js";
import { type FoundAll, loadFound, type Span } from "./found.js";

/** So long the view must rest before what lies there is asked for. */
const REST_MS = 120;

/** Three views wide, so that a screen to either side is there already. */
function spanOf({ from, seconds }: { from: number; seconds: number }): Span {
  return { from: Math.max(0, from - seconds), to: from + 2 * seconds };
}

export function useFound(recordingId: number, store: ViewStore): Answer<FoundAll> {
  const [span, setSpan] = useState(() => spanOf(store.getState().view));
  useEffect(
    () =>
      onRested(store, REST_MS, (view) => {
        setSpan((loaded) => (holds(loaded, view) ? loaded : spanOf(view)));
      }),
    [store],
  );
  return useAnswer(
    `found ${String(recordingId)} ${String(span.from)} ${String(span.to)}`,
    (signal) => loadFound(recordingId, span, signal),
    ["detections", "annotations"],
  );
}

/** Whether what was loaded holds a view, and is not so much that a closer view is less. */
function holds({ from, to }: Span, view: { from: number; seconds: number }): boolean {
  const end = view.from + view.seconds;
  return from <= view.from && end <= to && to - from <= 6 * view.seconds;
}
