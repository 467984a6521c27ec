/** Runs a tutorial's commands as a person at a terminal does, and compares what they print. */
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { assert } from "vitest";
import { program } from "../e2e/harness.js";
import type { Command } from "./steps.js";

/** Run one command line in the folder of the materials; "…" in `prints` stands for anything. */
export function printed({ command, prints }: Command, home: string, folder: string): void {
  const path = `${dirname(program("linnet"))}:${process.env.PATH ?? ""}`;
  const { stdout, stderr, status } = spawnSync("sh", ["-c", command], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: path, LINNET_HOME: home, COLUMNS: "100" },
  });
  assert.equal(status, 0, `${command}\n${stdout}${stderr}`);
  const parts = prints.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const wanted = new RegExp(`^${parts.join("[\\s\\S]*?")}$`);
  assert.match(stdout.trimEnd().replace(/[ ]+$/gm, ""), wanted, command);
}
