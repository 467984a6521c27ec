// Answers `initialize`, then misbehaves in the way that its argument names.
import { closeSync } from "node:fs";
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

const [, , fault] = process.argv;
const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);

connection.onRequest("initialize", () =>
  fault === "refuse" ? new ResponseError(-32000, "No.", { pid: process.pid }) : {},
);
connection.onRequest("health", async () => {
  if (fault === "hang up") {
    closeSync(1);
  } else if (fault === "fail") {
    process.stderr.write("a line\nlast words", () => process.exit(3));
  }
  await new Promise(() => undefined); // never an answer
});
connection.onNotification("exit", () => process.exit());
connection.listen();
