import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "bridge",
          include: ["test/**/*.test.ts"],
          // Real processes on a busy machine.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          pool: "forks",
        },
      },
      {
        test: { name: "packaging", include: ["packaging/*.test.ts"], testTimeout: 120_000 },
      },
      "app",
    ],
  },
});
