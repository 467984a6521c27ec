/** The commands of Learn; the keys of verdicts are Verify's. */
import { msg } from "@lingui/core/macro";
import { byNumber, command, type Command } from "./command.js";

export const LEARN_COMMANDS = {
  "learn.new": command("learn", msg`Make a classifier`, "n"),
  "learn.import": command("learn", msg`Import a classifier from its file`, "i"),
  "learn.list": command("learn", msg`Back to all classifiers`, "q"),
  "learn.step": byNumber("learn", msg`Go to a step by its number`),
  "learn.next": command("learn", msg`Go to the next step`, "Enter"),
  "learn.start": command("learn", msg`Train it, or find everywhere`, "$mod+Enter"),
  "learn.more": command("learn", msg`Find other windows to judge`, "m"),
  "learn.rename": command("learn", msg`Rename the classifier`, "r"),
  "learn.export": command("learn", msg`Export the classifier`, "$mod+e"),
  "learn.remove": command("learn", msg`Remove the classifier`, "Delete"),

  "learn.play": command("learn", msg`Play this clip, or stop`, "Space"),
  "learn.right": command("learn", msg`Right, and go on`, "x"),
  "learn.wrong": command("learn", msg`Wrong, and go on`, "c"),
  "learn.unsure": command("learn", msg`Unsure, and go on`, "v"),
  "learn.clear": command("learn", msg`Clear the verdict`, "z"),
  "learn.species": command("learn", msg`Name another species`, "s"),
  "learn.undo": command("learn", msg`Take back the last step`, "$mod+z"),
  "learn.redo": command("learn", msg`Do the step again`, "$mod+Shift+Z", "$mod+y"),
} as const satisfies Record<string, Command>;
