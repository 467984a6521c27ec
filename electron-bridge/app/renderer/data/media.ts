/** Where sound and pictures come from: main's own scheme, or what stands in for it in tests. */
import {
  type ClipAddress,
  clipAddress,
  type PictureAddress,
  pictureAddress,
} from "@linnet/electron-bridge/page.js";
import { useEngine } from "./engine.js";

const SCHEME = "media://";
let base = SCHEME;

/** Told once at the start, by main. */
export function mediaFrom(place: string): void {
  base = place;
}

/** With the project's number, an address never means a recording of another project. */
function of<Address extends object>(address: Address): Address & { project: number } {
  return { ...address, project: useEngine.getState().project };
}

function placed(address: string): string {
  return base + address.slice(SCHEME.length);
}

export function pictureUrl(picture: PictureAddress): string {
  return placed(pictureAddress(of(picture)));
}

export function clipUrl(clip: ClipAddress): string {
  return placed(clipAddress(of(clip)));
}
