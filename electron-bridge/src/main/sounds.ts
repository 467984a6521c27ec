import type { MediaAddress } from "../addresses.js";
import { omit } from "../omit.js";
import { Bytes, type BytesOptions } from "./bytes.js";
import type { Caller } from "./ipc.js";

type ClipAddress = Extract<MediaAddress, { kind: "clip" }>;

/** Stretches of sound by `media://clip/…`, each a WAV file of 16 bits. */
export class Sounds extends Bytes<ClipAddress> {
  constructor(client: Caller, options: BytesOptions = {}) {
    super(
      client,
      {
        kind: "clip",
        ask: (address) => ({
          method: "sound",
          params: { ...omit(address, "kind", "project"), format: "wav16" },
        }),
        tell: (result) => ({
          data: (result as { data: string }).data,
          headers: { "Content-Type": "audio/wav" },
        }),
      },
      options,
    );
  }
}
