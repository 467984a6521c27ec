// Answers anything, `health` with sixty megabytes and a log that knows no lines and no UTF-8.
import { writeSync } from "node:fs";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

const [, , version] = process.argv;
const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
connection.onRequest("initialize", () => ({
  server: { name: "large" },
  methods: [],
  models: [],
  ...JSON.parse(version),
}));
connection.onRequest("health", () => {
  const noise = Buffer.alloc(64 * 1024, 0xff);
  for (let count = 0; count < 160; count++) writeSync(2, noise);
  return { status: "ok", trouble: ["ü\u2028".repeat(12 * 1024 * 1024)] };
});
connection.onNotification("exit", () => process.exit());
connection.listen();
