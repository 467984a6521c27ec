import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "@linnet/electron-bridge": fileURLToPath(new URL("../src", import.meta.url)) },
  },
  test: {
    include: ["test/**/*.test.ts"],
    // Real browsers and processes on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
  },
});
