// Answers `initialize` with the version it is told, then misbehaves as its argument names.
import { spawn } from "node:child_process";
import { closeSync, writeSync } from "node:fs";
import {
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

const [, , fault, version] = process.argv;
const never = new Promise(() => undefined);
const well = { status: "ok", trouble: [] };
let release;
let calls = 0;

const onHealth = {
  "hang up": () => closeSync(1),
  fail: () => void process.stderr.write("a line\nlast words", () => process.exit(3)),
  "leave a child": () => {
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    process.stderr.write(`${child.pid}\n`, () => process.exit(3));
    return never;
  },
  leave: () => process.exit(0),
  garbage: () => void writeSync(1, "Segmentation fault: or so\r\n\r\n"),
  // Claims more than anybody has room for, and sends it.
  claim: () => {
    process.stdout.write("Content-Length: 3600000000\r\n\r\n");
    const more = () => process.stdout.write(Buffer.alloc(1 << 20, "x"), more);
    more();
    return never;
  },
  "endless header": () => {
    const more = () => process.stdout.write(Buffer.alloc(1 << 20, "x"), more);
    more();
    return never;
  },
  "broken JSON": () => void writeSync(1, "Content-Length: 5\r\n\r\n{'no'"),
  hang: () => {
    writeSync(2, "hanging\n");
    for (;;);
  },
  flood: async () => {
    const line = "x".repeat(1023) + "\n";
    for (let count = 0; count < 10 * 1024; count++) writeSync(2, line);
    return well;
  },
  "wrong ids": () => {
    for (const id of [77777, "nobody", null]) {
      const answer = JSON.stringify({ jsonrpc: "2.0", id, result: {} });
      writeSync(1, `Content-Length: ${answer.length}\r\n\r\n${answer}`);
    }
    return well;
  },
  // Tells that a model fails, as the sidecar does unasked.
  "failing model": async () => {
    const told = { model: "owls", versionId: "abc-1", at: "", error: "a fault" };
    const changes = [{ ...told, before: "closed", state: "open" }];
    await connection.sendNotification("$/model", { changes, leftOut: 0 });
    return well;
  },
  // The first is answered after the second.
  "last first": () => {
    if (++calls === 1) return new Promise((resolve) => (release = () => resolve({ n: 1 })));
    setImmediate(release);
    return { n: calls };
  },
};

if (fault === "crash at start") process.exit(3);
if (fault === "hang") process.on("SIGTERM", () => undefined);

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);
connection.onRequest("initialize", () => {
  if (fault === "silent") return never;
  if (fault === "refuse") return new ResponseError(-32000, "No.", { pid: process.pid });
  return { server: { name: fault }, methods: [], models: [], ...JSON.parse(version) };
});
connection.onRequest("health", () => onHealth[fault]?.() ?? never);
connection.onRequest("models/list", (_params, token) => {
  const told = () => process.stderr.write("told to cancel\n");
  // A cancel that came along with its request is no event any more.
  if (token.isCancellationRequested) told();
  else token.onCancellationRequested(told);
  return never;
});
connection.onNotification("exit", () => process.exit());
connection.listen();
