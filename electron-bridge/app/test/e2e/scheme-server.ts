/**
 * A scheme of the app as a server of this computer: Chromium knows no such scheme, and its handlers
 * are main's own. A request that the page gives up is given up there too.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

type Handler = (request: Request) => Response | Promise<Response> | undefined;

export interface SchemeServer {
  /** Its origin, as "app://bundle" in Electron. */
  origin: string;
  close: () => void;
}

/** Serve a scheme; its handler sees addresses that begin with `prefix`, as in Electron. */
export async function serveScheme(prefix: string, handler: Handler): Promise<SchemeServer> {
  const server = createServer((asked, answer) => {
    respond(prefix, handler, asked, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function respond(
  prefix: string,
  handler: Handler,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  answer.on("close", () => {
    gone.abort();
  });
  const { range } = asked.headers;
  const request = new Request(`${prefix}${asked.url ?? "/"}`, {
    method: asked.method ?? "GET",
    headers: range === undefined ? {} : { Range: range },
    signal: gone.signal,
  });
  const response = await handler(request);
  answer.writeHead(response?.status ?? 404, Object.fromEntries(response?.headers ?? []));
  if (response?.body == null) answer.end();
  else await pipeline(Readable.fromWeb(response.body as never), answer);
}
