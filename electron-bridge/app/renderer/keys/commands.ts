/** Every command that a key gives: one table, which the overlay, the settings and the pages read. */
import { msg } from "@lingui/core/macro";
import { byNumber, command, type Command } from "./command.js";
import { LABEL_COMMANDS } from "./label-commands.js";
import { LEARN_COMMANDS } from "./learn-commands.js";
import { VERIFY_COMMANDS } from "./verify-commands.js";

export { around, OUTER, type Command, type Scope } from "./command.js";

export const COMMANDS = {
  "app.keys": command("app", msg`Show the keys of this page`, "Shift+?", "F1"),
  "app.bar": command("app", msg`Make the left bar narrow or wide`, "$mod+b"),
  "app.recordings": command("app", msg`Go to Recordings`, "Alt+1"),
  "app.run": command("app", msg`Go to Run`, "Alt+2"),
  "app.detections": command("app", msg`Go to Detections`, "Alt+3"),
  "app.species": command("app", msg`Go to Species`, "Alt+4"),
  "app.activity": command("app", msg`Go to Activity`, "Alt+5"),
  "app.label": command("app", msg`Go to Label`, "Alt+6"),
  "app.verify": command("app", msg`Go to Verify`, "Alt+7"),
  "app.learn": command("app", msg`Go to Learn`, "Alt+8"),
  "app.models": command("app", msg`Go to Models`, "Alt+9"),
  "app.export": command("app", msg`Go to Export`, "Alt+0"),
  "app.settings": command("app", msg`Go to Settings`, "$mod+,"),
  "app.back": command("app", msg`Back to what was shown before`, "Alt+ArrowLeft"),
  "app.forward": command("app", msg`Forward again`, "Alt+ArrowRight"),
  "app.times": command("app", msg`Show times by clock, from the start, or in UTC`, "Shift+T"),
  "app.jobs": command("app", msg`Show the jobs`, "$mod+j"),
  "app.region": command("app", msg`Go to the next part of the window`, "F6"),
  "app.regionBack": command("app", msg`Go to the part of the window before`, "Shift+F6"),

  "recordings.folders": command("recordings", msg`Show folders and sites`, "s"),
  "recordings.table": command("recordings", msg`Show the table`, "t"),
  "recordings.map": command("recordings", msg`Show the map`, "m"),
  "recordings.timeline": command("recordings", msg`Show the timeline`, "g"),

  "recordings.play": command("recordings", msg`Play from the start, or stop`, "Space"),
  "recordings.open": command("recordings", msg`Open in Detections`, "Enter"),
  "recordings.label": command("recordings", msg`See and label the chosen recording`, "o"),
  "recordings.analyse": command("recordings", msg`Analyse this part`, "a"),
  "recordings.edit": command("recordings", msg`Edit the site or deployment`, "e"),
  "recordings.import": command("recordings", msg`Import recordings`, "i"),
  "recordings.find": command("recordings", msg`Find missing recordings again`, "f"),
  "recordings.remove": command("recordings", msg`Take out what is chosen`, "Delete"),
  "recordings.undo": command("recordings", msg`Take back the last change of places`, "$mod+z"),

  "import.begin": command("recordings-import", msg`Import what is shown`, "$mod+Enter"),
  "import.hear": command("recordings-import", msg`Hear the chosen folder, or stop`, "p"),
  "import.leave": command("recordings-import", msg`Leave out the chosen folder, or not`, "x"),
  "import.list": command("recordings-import", msg`Go to the list of folders`, "l"),

  "list.up": command("recordings-list", msg`Choose the row above`, "ArrowUp"),
  "list.down": command("recordings-list", msg`Choose the row below`, "ArrowDown"),
  "list.pageUp": command("recordings-list", msg`Go a screen up`, "PageUp"),
  "list.pageDown": command("recordings-list", msg`Go a screen down`, "PageDown"),
  "list.first": command("recordings-list", msg`Go to the first row of all`, "Home"),
  "list.last": command("recordings-list", msg`Go to the last row of all`, "End"),
  "list.open": command("recordings-list", msg`Open this part, or go into it`, "ArrowRight"),
  "list.close": command("recordings-list", msg`Close this part, or go out of it`, "ArrowLeft"),

  "map.left": command("map", msg`Show more of the west`, "ArrowLeft"),
  "map.right": command("map", msg`Show more of the east`, "ArrowRight"),
  "map.up": command("map", msg`Show more of the north`, "ArrowUp"),
  "map.down": command("map", msg`Show more of the south`, "ArrowDown"),
  "map.closer": command("map", msg`Look closer`, "=", "PageUp"),
  "map.farther": command("map", msg`Look from farther away`, "-", "PageDown"),
  "map.all": command("map", msg`Show all sites`, "0"),
  "map.siteLeft": command("map", msg`Move the site west`, "Shift+ArrowLeft"),
  "map.siteRight": command("map", msg`Move the site east`, "Shift+ArrowRight"),
  "map.siteUp": command("map", msg`Move the site north`, "Shift+ArrowUp"),
  "map.siteDown": command("map", msg`Move the site south`, "Shift+ArrowDown"),
  "map.keep": command("map", msg`Leave the site here`, "$mod+Enter"),
  "map.cancel": command("map", msg`Leave the site where it was`, "Escape"),

  "run.start": command("run", msg`Start the run`, "$mod+Enter"),
  "run.pause": command("run", msg`Pause the run, or go on`, "p"),
  "run.cancel": command("run", msg`Cancel the run`, "$mod+."),
  "run.errors": command("run", msg`Show the files with errors`, "e"),
  "run.preset": command("run", msg`Choose a job`, "j"),
  "run.model": byNumber("run", msg`Choose a model by its number`),

  "detections.play": command("detections", msg`Play this row, or stop`, "Space"),
  "detections.right": command("detections", msg`Right, and go on`, "x"),
  "detections.wrong": command("detections", msg`Wrong, and go on`, "c"),
  "detections.unsure": command("detections", msg`Unsure, and go on`, "v"),
  "detections.clear": command("detections", msg`Clear the verdict`, "z"),
  "detections.undo": command("detections", msg`Undo the last verdict`, "$mod+z"),
  "detections.redo": command(
    "detections",
    msg`Redo the verdict undone last`,
    "$mod+Shift+Z",
    "$mod+y",
  ),
  "detections.species": command("detections", msg`Name another species`, "s"),
  "detections.note": command("detections", msg`Write a note`, "n"),
  "detections.details": command("detections", msg`Open or close the details`, "Enter"),
  "detections.similar": command(
    "detections",
    msg`Find similar sounds; again: go to their list`,
    "f",
  ),
  "detections.label": command("detections", msg`See and label it in its recording`, "l"),
  "detections.verify": command("detections", msg`Judge all that match as clips`, "t"),
  "detections.search": command("detections", msg`Go to the search field`, "/"),
  "detections.goto": command("detections", msg`Go to a row, a score or a date`, "$mod+g"),
  "detections.refresh": command("detections", msg`Show the new detections`, "F5"),
  "detections.save": command("detections", msg`Save this view`, "$mod+Shift+S"),
  "detections.export": command("detections", msg`Export what is shown`, "$mod+e"),
  "detections.all": command("detections", msg`Choose all that match`, "$mod+a"),

  "grid.up": command("grid", msg`Choose the row above`, "ArrowUp"),
  "grid.down": command("grid", msg`Choose the row below`, "ArrowDown"),
  "grid.pageUp": command("grid", msg`Go a screen up`, "PageUp"),
  "grid.pageDown": command("grid", msg`Go a screen down`, "PageDown"),
  "grid.first": command("grid", msg`Go to the first row of all`, "Home"),
  "grid.last": command("grid", msg`Go to the last row of all`, "End"),
  "grid.markUp": command("grid", msg`Mark the row above too`, "Shift+ArrowUp"),
  "grid.markDown": command("grid", msg`Mark the row below too`, "Shift+ArrowDown"),
  "grid.markPageUp": command("grid", msg`Mark a screen up`, "Shift+PageUp"),
  "grid.markPageDown": command("grid", msg`Mark a screen down`, "Shift+PageDown"),
  "grid.menu": command("grid", msg`Open the menu of the row`, "ContextMenu", "Shift+F10"),
  "grid.close": command("grid", msg`Close the details`, "Escape"),

  "species.search": command("species", msg`Find a species`, "/"),
  "species.before": command("species", msg`The species before`, "["),
  "species.after": command("species", msg`The species after`, "]"),
  "species.clips": command("species", msg`Go to the clips`, "g"),
  "species.detections": command("species", msg`Show its detections`, "d"),
  "species.verify": command("species", msg`Verify a sample of it`, "v"),
  "species.judge": command("species", msg`Judge all its detections as clips`, "t"),
  "species.export": command("species", msg`Export this species`, "e"),
  "species.play": command("species", msg`Play the best clip, or stop`, "Space"),
  "species.list": command("species", msg`Back to all species`, "Escape"),

  "activity.species": command("activity", msg`Add a species`, "/"),
  "activity.scale": command("activity", msg`Per hour listened, or detections`, "h"),
  "activity.noon": command("activity", msg`Begin the day at noon, or at midnight`, "n"),
  "activity.stop": command("activity", msg`Give up counting`, "Escape"),

  "plot.left": command("plot", msg`Go a column to the left`, "ArrowLeft"),
  "plot.right": command("plot", msg`Go a column to the right`, "ArrowRight"),
  "plot.up": command("plot", msg`Go an hour up`, "ArrowUp"),
  "plot.down": command("plot", msg`Go an hour down`, "ArrowDown"),
  "plot.farUp": command("plot", msg`Go six hours up`, "PageUp"),
  "plot.farDown": command("plot", msg`Go six hours down`, "PageDown"),
  "plot.first": command("plot", msg`Go to the first column`, "Home"),
  "plot.last": command("plot", msg`Go to the sums of all columns`, "End"),
  "plot.moreLeft": command("plot", msg`Choose the column to the left too`, "Shift+ArrowLeft"),
  "plot.moreRight": command("plot", msg`Choose the column to the right too`, "Shift+ArrowRight"),
  "plot.moreUp": command("plot", msg`Choose the hour above too`, "Shift+ArrowUp"),
  "plot.moreDown": command("plot", msg`Choose the hour below too`, "Shift+ArrowDown"),
  "plot.open": command("plot", msg`Show the detections of the chosen cells`, "Enter"),

  ...LABEL_COMMANDS,

  ...VERIFY_COMMANDS,

  ...LEARN_COMMANDS,

  "models.up": command("models", msg`Go to the model above`, "ArrowUp"),
  "models.down": command("models", msg`Go to the model below`, "ArrowDown"),
  "models.use": command("models", msg`Use this model`, "u"),
  "models.install": command("models", msg`Install this model`, "i"),
  "models.verify": command("models", msg`Verify this model`, "v"),

  "export.card": {
    ...command("export", msg`Choose a card by its number`, "1", "2", "3", "4", "5", "6", "7", "8"),
    fixed: true,
  },
  "export.folder": command("export", msg`Choose the folder`, "o"),
  "export.start": command("export", msg`Export`, "$mod+Enter"),
  "export.stop": command("export", msg`Stop the export`, "$mod+."),

  "first-run.next": command("first-run", msg`Go on to the next screen`, "Enter"),
  "first-run.back": command("first-run", msg`Leave the field, or go back`, "Escape"),
  "first-run.card": byNumber("first-run", msg`Choose a model by its number`),

  "settings.search": command("settings", msg`Search the settings`, "/"),
  "settings.undo": command("settings", msg`Take back the last change of a setting`, "$mod+z"),
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof COMMANDS;

export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

export function isFixed(id: CommandId): boolean {
  const { fixed = false }: Command = COMMANDS[id];
  return fixed;
}
