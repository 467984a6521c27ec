/** The whole recording at once: kept by the engine, or read once while the page goes on. */
import { useEffect, useState } from "react";
import type { OverviewResult } from "@linnet/electron-bridge/generated/contract.js";
import { bytesFrom } from "../../data/bytes.js";
import { call, cancelled, type PageError } from "../../data/call.js";

/** Columns of the strip; it is stretched to the width of the page. */
const COLUMNS = 1200;
const ROWS = 48;

export interface Overview {
  /** Bytes of the strip by rows, the highest frequency first. */
  levels: Uint8Array | undefined;
  width: number;
  height: number;
  /** Share of the recording that was read, while it is being read; undefined before and after. */
  share: number | undefined;
  /** Seconds of sound that were read, once all of it was. */
  seconds: number | undefined;
  trouble: string | null;
  error: PageError | undefined;
}

const NOTHING: Overview = {
  ...{ levels: undefined, width: COLUMNS, height: ROWS },
  ...{ share: undefined, seconds: undefined, trouble: null, error: undefined },
};

export function useOverview(recordingId: number): Overview {
  const [overview, setOverview] = useState(NOTHING);
  useEffect(() => {
    const stop = new AbortController();
    setOverview(NOTHING);
    void call(
      "overview",
      { recordingId, width: COLUMNS, height: ROWS },
      {
        signal: stop.signal,
        onProgress: (news) => {
          if (!("total" in news) || news.total === 0 || stop.signal.aborted) return;
          setOverview((before) => ({ ...before, share: news.done / news.total }));
        },
      },
    ).then((outcome) => {
      if (stop.signal.aborted || cancelled(outcome)) return;
      if (outcome.ok) setOverview({ ...NOTHING, ...drawn(outcome.value) });
      else setOverview({ ...NOTHING, error: outcome.error });
    });
    return () => {
      stop.abort();
    };
  }, [recordingId]);
  return overview;
}

function drawn({ data, width, height, seconds, trouble }: OverviewResult): Partial<Overview> {
  return { levels: bytesFrom(data), width, height, seconds, trouble };
}

/** Seconds that a length may be wrong by: blocks of some codecs are so long. */
const ROUNDED_S = 0.1;

/** The second at which the sound of a file ends that should be longer; undefined: it is whole. */
export function endOfSound({ seconds }: Overview, should: number): number | undefined {
  return seconds !== undefined && seconds < should - ROUNDED_S ? seconds : undefined;
}
