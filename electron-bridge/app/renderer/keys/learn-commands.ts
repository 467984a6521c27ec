/** The commands of Learn. */
import { msg } from "@lingui/core/macro";
import { command, type Command } from "./command.js";

export const LEARN_COMMANDS = {
  "learn.new": command("learn", msg`Make a classifier`, "n"),
} as const satisfies Record<string, Command>;
