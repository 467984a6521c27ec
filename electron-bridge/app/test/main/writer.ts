/** Changes a setting again and again until it is killed. */
import { SettingsFile } from "../../node/settings-file.js";
import { wordsIn } from "../../node/words.js";

const settings = new SettingsFile(process.argv[2] ?? "", () => wordsIn("en", []));

void (async () => {
  for (let digit = 0; ; digit = (digit + 1) % 10) {
    await settings.change({ labeler: String(digit).repeat(200) });
    process.send?.("written");
  }
})();
