/** Runs a tutorial's commands as a person at a terminal does, and compares what they print. */
import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { assert } from "vitest";
import { program } from "../e2e/harness.js";
import type { Command } from "./steps.js";

const run = promisify(execFile);

/** Run one command line in the folder of the materials; "…" in `prints` stands for anything. */
export async function printed(
  { command, prints }: Command,
  home: string,
  folder: string,
): Promise<void> {
  const path = `${dirname(program("linnet"))}:${process.env.PATH ?? ""}`;
  const env = { ...process.env, PATH: path, LINNET_HOME: home, COLUMNS: "100" };
  // Beside it, the app goes on: nothing here may hold this process up.
  const { stdout } = await run("sh", ["-c", command], { cwd: folder, env });
  const parts = prints.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const wanted = new RegExp(`^${parts.join("[\\s\\S]*?")}$`);
  assert.match(stdout.trimEnd().replace(/[ ]+$/gm, ""), wanted, command);
}
