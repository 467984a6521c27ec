import type { Readable, Writable } from "node:stream";
import {
  createMessageConnection,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import type { Fault } from "./errors.js";
import { BoundedReader, TooLong } from "./reader.js";

/** Listen to a sidecar; `onFault` is told when nothing it says can be understood any more. */
export function connect(
  { stdin, stdout }: { stdin: Writable; stdout: Readable },
  onFault: (fault: Fault) => void,
): MessageConnection {
  const reader = new BoundedReader(stdout);
  const connection = createMessageConnection(reader, new StreamMessageWriter(stdin));
  // Writing to a sidecar that has just died is told by its end.
  stdin.on("error", () => undefined);
  connection.onError(() => undefined);
  reader.onError((error) => {
    // Without a whole message in its place there is no telling where the next one starts. What
    // has a `syscall` is a broken pipe, and that too is told by the end.
    if (!("syscall" in error)) onFault(error instanceof TooLong ? "oversized" : "garbled");
  });
  connection.onClose(() => {
    onFault("hung up");
  });
  connection.listen();
  return connection;
}
