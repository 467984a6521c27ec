/** Bytes of a media address, for the page and its workers. */

/** What main says instead of a picture or a sound: a sentence. */
export class MediaError extends Error {
  constructor(
    readonly kind: string,
    message: string,
  ) {
    super(message);
  }
}

export async function bytesOf(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, signal && { signal });
  if (response.ok) return response.arrayBuffer();
  const kind = response.headers.get("Linnet-Error") ?? "NotFound";
  throw new MediaError(kind, (await response.text()) || String(response.status));
}
