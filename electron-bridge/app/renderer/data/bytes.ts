/** Bytes of a media address, for the page and its workers. */
import { messageOf } from "@linnet/electron-bridge/message.js";

/** What main says instead of a picture or a sound: a kind of error, and a sentence. */
export class MediaError extends Error {
  constructor(
    readonly kind: string,
    message: string,
  ) {
    super(message);
  }
}

/** Why bytes could not be had or used, as plain data. */
export function mediaTrouble(error: unknown): { kind: string; message: string } {
  const kind = error instanceof MediaError ? error.kind : "InternalError";
  return { kind, message: messageOf(error) };
}

export async function bytesOf(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, signal && { signal });
  if (response.ok) return response.arrayBuffer();
  const kind = response.headers.get("Linnet-Error") ?? "NotFound";
  throw new MediaError(kind, (await response.text()) || String(response.status));
}

/** Bytes that came as base64 within an answer. */
export function bytesFrom(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
