import type { MediaAddress } from "../addresses.js";
import type { SpectrogramResult } from "../generated/contract.js";
import { omit } from "../omit.js";
import { Bytes, type BytesOptions } from "./bytes.js";
import type { Caller } from "./ipc.js";

type PictureAddress = Extract<MediaAddress, { kind: "picture" }>;

/**
 * Spectrograms by `media://picture/…`: a byte for each point, the highest frequency first, or a PNG.
 * The headers `Linnet-Min-Db` and `Linnet-Max-Db` say what the bytes 0 and 255 mean, and
 * `Linnet-Of-Overview` whether the picture is one of columns of 2 s in 64 bands.
 */
export class Pictures extends Bytes<PictureAddress> {
  constructor(client: Caller, options: BytesOptions = {}) {
    super(
      client,
      {
        kind: "picture",
        ask: (address) => ({
          method: "spectrogram",
          params: {
            ...omit(address, "kind", "png", "project"),
            format: address.png ? "png" : "u8",
          },
        }),
        tell: (result, { png, project }) => {
          const { data, width, height, minDb, maxDb, ofOverview } = result as SpectrogramResult;
          return {
            data,
            headers: {
              "Content-Type": png ? "image/png" : "application/octet-stream",
              "Linnet-Width": String(width),
              "Linnet-Height": String(height),
              "Linnet-Min-Db": String(minDb),
              "Linnet-Max-Db": String(maxDb),
              "Linnet-Of-Overview": String(ofOverview ?? false),
              // Without the project, the same address means another picture in the next one.
              ...(project === undefined ? {} : { "Cache-Control": "private, max-age=86400" }),
            },
          };
        },
      },
      options,
    );
  }
}
