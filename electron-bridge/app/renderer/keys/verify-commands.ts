/** The commands of Verify. */
import { msg } from "@lingui/core/macro";
import { command, type Command } from "./command.js";

export const VERIFY_COMMANDS = {
  "verify.draw": command("verify", msg`Draw a sample`, "d"),
  "verify.play": command("verify", msg`Play this clip, or stop`, "Space"),
  "verify.right": command("verify", msg`Right, and go on`, "x"),
  "verify.wrong": command("verify", msg`Wrong, and go on`, "c"),
  "verify.unsure": command("verify", msg`Unsure, and go on`, "v"),
  "verify.clear": command("verify", msg`Clear the verdict`, "z"),
  "verify.undo": command("verify", msg`Take back the last step`, "$mod+z"),
  "verify.redo": command("verify", msg`Do the step again`, "$mod+Shift+Z", "$mod+y"),
  "verify.species": command("verify", msg`Name another species`, "s"),
  "verify.note": command("verify", msg`Write a note`, "n"),
  "verify.unit": command("verify", msg`Skip the rest of the unit, or take that back`, "u"),
  "verify.pass": command("verify", msg`Pass this clip over, or take that back`, "p"),
  "verify.one": command("verify", msg`Show one clip, or all of them`, "o", "Enter"),
  "verify.blind": command("verify", msg`Hide names, scores and verdicts of others, or not`, "b"),
  "verify.threshold": command("verify", msg`Choose a threshold`, "t"),
  "verify.export": command("verify", msg`Export this sample`, "$mod+e"),
  "verify.list": command("verify", msg`Back to all samples`, "q"),

  "tiles.left": command("tiles", msg`Choose the clip before`, "ArrowLeft"),
  "tiles.right": command("tiles", msg`Choose the next clip`, "ArrowRight"),
  "tiles.up": command("tiles", msg`Choose the clip above`, "ArrowUp"),
  "tiles.down": command("tiles", msg`Choose the clip below`, "ArrowDown"),
  "tiles.pageUp": command("tiles", msg`Go a screen up`, "PageUp"),
  "tiles.pageDown": command("tiles", msg`Go a screen down`, "PageDown"),
  "tiles.first": command("tiles", msg`Go to the first clip`, "Home"),
  "tiles.last": command("tiles", msg`Go to the last clip`, "End"),
  "tiles.next": command("tiles", msg`Go to the next clip without a verdict`, "g"),
  "tiles.close": command("tiles", msg`Back to all clips`, "Escape"),
} as const satisfies Record<string, Command>;
