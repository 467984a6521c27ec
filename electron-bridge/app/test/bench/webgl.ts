/** (c) Whether WebGL2 is there in the tests' Chromium, in the page and in a worker's canvas. */
import { launch } from "../chromium.js";
import type { Measured } from "./benches.js";

export async function webgl(): Promise<Measured[]> {
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    return await tab.evaluate(() => {
      const renderer = (gl: WebGL2RenderingContext | null): string => {
        const facts = gl?.getExtension("WEBGL_debug_renderer_info");
        if (gl === null || facts == null) return gl === null ? "not there" : "there";
        return String(gl.getParameter(facts.UNMASKED_RENDERER_WEBGL));
      };
      const off = new OffscreenCanvas(8, 8).getContext("webgl2");
      const canvas = document.createElement("canvas");
      return [
        ["WebGL2 of a canvas", renderer(canvas.getContext("webgl2"))],
        ["WebGL2 of an OffscreenCanvas", renderer(off)],
      ] as [string, string][];
    });
  } finally {
    await browser.close();
  }
}
