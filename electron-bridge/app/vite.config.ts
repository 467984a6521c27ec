/** Builds the page: one bundle that names no host, with a chunk for each page. */
import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("renderer"),
  // The page lies at app://bundle/ or https://app.invalid/, and knows of neither.
  base: "./",
  plugins: [
    react({ babel: { plugins: ["@lingui/babel-plugin-lingui-macro"] } }),
    lingui({ cwd: here("."), failOnMissing: true, failOnCompileError: true }),
  ],
  resolve: { alias: { "@linnet/electron-bridge": here("../src") } },
  build: {
    outDir: here("dist/renderer"),
    emptyOutDir: true,
    // An inlined file would be a data: address, which our own content policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "chrome140",
    reportCompressedSize: false,
    // The finer outline of the land is one file, which only the map asks for.
    chunkSizeWarningLimit: 800,
  },
});
