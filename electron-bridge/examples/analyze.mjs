// Which species are in a folder of recordings: node examples/analyze.mjs FOLDER
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ERROR_CODES, findSidecar, Sidecar, SidecarCrashed } from "@linnet/electron-bridge";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node examples/analyze.mjs FOLDER");
  process.exit(2);
}

const cancel = new AbortController();
process.once("SIGINT", () => cancel.abort());
let sidecar;
try {
  const { LINNET_SIDECAR: path, LINNET_HOME, LINNET_CATALOG: catalog } = process.env;
  const repository = fileURLToPath(new URL("../..", import.meta.url));
  const env = LINNET_HOME === undefined ? {} : { LINNET_HOME };
  sidecar = new Sidecar({ ...findSidecar({ path, repository }), env, catalog });
  await sidecar.start();
  process.exitCode = (await analyse(resolve(folder))) ? 0 : 1;
  await showSpecies();
} catch (error) {
  const { path } = error.data ?? {};
  // A message names what is asked for, or leaves that to the path beside it.
  const named = !path || error.message.includes(path);
  console.error(named ? error.message : `${path}: ${error.message}`);
  if (error.code === ERROR_CODES.ModelNotInstalled) {
    console.error("Install it once, in the terminal: linnet models install birdnet-v2.4");
  } else if (error.data?.hint) console.error(error.data.hint);
  process.exitCode = 1;
} finally {
  await sidecar?.stop();
}

/** Analyse a folder, telling how far it is; returns whether all of it was done. */
async function analyse(input) {
  const run = sidecar.run("infer", { inputs: [input] }, { signal: cancel.signal });
  for await (const { done, total, realtimeFactor, detections } of run) {
    const heard = new Set(detections?.map(({ common }) => common));
    const speed = realtimeFactor ? `, ${realtimeFactor.toFixed(0)}x real time` : "";
    console.error([`${done} of ${total} recordings${speed}`, ...heard].join("  "));
  }
  try {
    const { errors, notes } = await run.result;
    for (const { path: file, message } of errors) console.error(`${file}: ${message}`);
    // What was asked and not done; one that changes results means that not all is here.
    for (const { message, hint, examples } of notes)
      console.error([`${message} ${hint}`.trimEnd(), ...examples].join("\n  "));
    return errors.length === 0 && !notes.some(({ changesResults }) => changesResults);
  } catch (error) {
    if (!wasCancelled(error)) throw error;
    console.error("Stopped. What is done is kept: run this again to go on.");
    // Ctrl+C reached the sidecar too, which ends by itself, in good order.
    await sidecar.stop();
    await sidecar.start();
    return false;
  }
}

function wasCancelled(error) {
  return (
    cancel.signal.aborted &&
    (error instanceof SidecarCrashed || error.code === ERROR_CODES.RequestCancelled)
  );
}

/** Print the species of the last run, the most frequent first. */
async function showSpecies() {
  const runs = await sidecar.call("query", { select: "runs", orderBy: ["-runId"], limit: 1 });
  const where = { runId: runs.rows[0]?.runId ?? 0 };
  const question = { select: "species", where, orderBy: ["-detections"] };
  const { rows } = await sidecar.call("query", question);
  if (rows.length === 0) console.log("No species was found.");
  for (const { detections, common, species, maxConfidence } of rows) {
    console.log(
      `${String(detections).padStart(5)}  ${common} (${species}), at best ${maxConfidence.toFixed(2)}`,
    );
  }
}
