/**
 * The `media:` scheme as a server of this computer: Chromium knows no such scheme, and its handlers
 * are main's own. A request that the page gives up is given up there too.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

type Handler = (request: Request) => Response | Promise<Response>;

export interface MediaServer {
  /** Where addresses begin, as "media://" in Electron. */
  base: string;
  close: () => void;
}

export async function serveMedia(handler: () => Handler | undefined): Promise<MediaServer> {
  const server = createServer((asked, answer) => {
    respond(handler(), asked, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${String(port)}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function respond(
  handler: Handler | undefined,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  answer.on("close", () => {
    gone.abort();
  });
  const { range } = asked.headers;
  const request = new Request(`media:/${asked.url ?? "/"}`, {
    method: asked.method ?? "GET",
    headers: range === undefined ? {} : { Range: range },
    signal: gone.signal,
  });
  const response = await handler?.(request);
  answer.writeHead(response?.status ?? 404, Object.fromEntries(response?.headers ?? []));
  if (response?.body == null) answer.end();
  else await pipeline(Readable.fromWeb(response.body as never), answer);
}
