/** The commands of Label. */
import { msg } from "@lingui/core/macro";
import { command, type Command } from "./command.js";

export const LABEL_COMMANDS = {
  "label.play": command("label", msg`Play from here, or stop`, "Space"),
} as const satisfies Record<string, Command>;
