/** Plays a recording from its start, or opens it in Label. */
import { ask, type PageError } from "../../data/call.js";
import { go } from "../../routes.js";
import { toggle } from "../../sound/player.js";
import { whereOf } from "./filters.js";
import type { TreeNode } from "./tree.js";

/** So many seconds of a recording tell what it is like. */
const HEARD_S = 30;

interface Sound {
  recordingId: number;
  duration: number | null;
}

export function playRecording({ recordingId, duration }: Sound): void {
  const end = Math.min(HEARD_S, duration ?? HEARD_S);
  toggle(`recording ${String(recordingId)}`, { recordingId, start: 0, end });
}

/** Play the first recording of a part of the tree; answers why it cannot be had. */
export function playFirst(node: TreeNode): Promise<PageError | undefined> {
  return withFirst(node, { missingSince: null }, playRecording);
}

/** Open the first recording of a part of the tree in Label; answers why it cannot be had. */
export function labelFirst(node: TreeNode): Promise<PageError | undefined> {
  // Labels can be read without the file.
  return withFirst(node, {}, ({ recordingId }) => {
    go("label", { r: String(recordingId) });
  });
}

async function withFirst(
  node: TreeNode,
  besides: { missingSince?: null },
  act: (recording: Sound) => void,
): Promise<PageError | undefined> {
  const outcome = await ask({
    ...{ select: "recordings", where: { ...whereOf(node), ...besides } },
    ...{ orderBy: ["start"], limit: 1, fields: ["recordingId", "duration"] },
  });
  if (!outcome.ok) return outcome.error;
  const [first] = outcome.value.rows;
  if (first !== undefined) act(first);
  return undefined;
}
