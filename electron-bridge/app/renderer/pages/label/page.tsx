/** Label: one recording, its sound and its labels. */
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useKept } from "../../data/kept.js";
import { go, keep, useRoute } from "../../routes.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Chooser } from "./chooser.js";
import { Opened } from "./opened.js";
import { useRecording } from "./recording.js";
import "./label.css";

export default function LabelPage(): React.JSX.Element {
  const { query } = useRoute();
  const recordingId = Number(query.r);
  const isOpen = query.r !== undefined && Number.isInteger(recordingId) && recordingId > 0;
  return isOpen ? (
    <Open key={recordingId} recordingId={recordingId} />
  ) : (
    <Closed isChosen={query.open === "1"} />
  );
}

/** The recording that was open last; kept in the project. */
interface Last {
  recordingId: number | null;
}

function readLast(kept: unknown): Last {
  const { recordingId } = kept as { recordingId?: unknown };
  return { recordingId: typeof recordingId === "number" ? recordingId : null };
}

const NONE: Last = { recordingId: null };

const useLast = () => useKept("label/last", NONE, readLast);

/** Nothing is open: go on with the last recording, or choose one. */
function Closed({ isChosen }: { isChosen: boolean }): React.JSX.Element {
  const { t } = useLingui();
  const { value, ready } = useLast();
  const { recordingId } = value;
  const isLeft = ready && recordingId !== null && !isChosen;
  useEffect(() => {
    if (isLeft) keep({ r: String(recordingId) });
  }, [isLeft, recordingId]);
  if (!ready || isLeft) return <Loading />;
  return (
    <div className="label-closed">
      <h1>{t`Label`}</h1>
      <p className="quiet">{t`Open a recording to see it, hear it and label it.`}</p>
      <Chooser />
    </div>
  );
}

function Open({ recordingId }: { recordingId: number }): React.JSX.Element {
  const { t } = useLingui();
  const { value: recording, error, again } = useRecording(recordingId);
  const last = useLast();
  const { ready, change } = last;
  const isThere = recording !== undefined && recording !== null;
  useEffect(() => {
    if (ready && isThere) change({ recordingId });
  }, [ready, isThere, change, recordingId]);
  const choose = {
    text: t`Open a recording`,
    act: () => {
      go("label", { open: "1" });
    },
  };
  if (error !== undefined)
    return <Failure error={error} action={{ text: t`Try again`, act: again }} />;
  if (recording === undefined) return <Loading />;
  if (recording === null) {
    return (
      <Empty
        title={t`This recording is not here`}
        reason={t`It was taken out, or belongs to another project.`}
        action={choose}
      />
    );
  }
  const { duration, sampleRate } = recording;
  if (duration === null || sampleRate === null || duration <= 0) {
    return (
      <Empty
        title={t`This recording cannot be shown`}
        reason={t`Nobody has read its length and its sample rate yet. Import it again.`}
        action={choose}
      />
    );
  }
  return <Opened recording={recording} bounds={{ seconds: duration, highHz: sampleRate / 2 }} />;
}
