import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vitest/config";
import page from "./vite.config.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Lingui looks for it where a program is started, and tests are started from anywhere.
process.env.LINGUI_CONFIG ??= here("lingui.config.ts");

export default mergeConfig(
  page,
  defineConfig({
    root: here("."),
    test: {
      name: "app",
      include: ["test/**/*.test.{ts,tsx}"],
      // Real processes on a busy machine, and two Chromiums at a time.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      globalSetup: "test/built-page.ts",
      pool: "forks",
      maxWorkers: 2,
      // After the bridge's tests, which have all processors for themselves.
      sequence: { groupOrder: 1 },
    },
  }),
);
