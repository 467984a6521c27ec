// Prepare what the second argument names by the sidecar that the first one names.
import { SidecarClient } from "@linnet/electron-bridge";

const [, , command, input, home] = process.argv;
const { client } = await SidecarClient.start({ command, env: { LINNET_HOME: home } });
const prepared = await client.call("preprocess", {
  inputs: [input],
  frontend: "ucsd-librosa-mel",
});
const { rows } = await client.call("query", { select: "recordings" });
await client.stop();
console.log(JSON.stringify({ node: process.version, prepared, rows }));
