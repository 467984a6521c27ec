import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "es"],
  catalogs: [{ path: "<rootDir>/renderer/i18n/{locale}", include: ["<rootDir>/renderer"] }],
  // Line numbers would change with every edit of a page.
  format: formatter({ lineNumbers: false }),
  compileNamespace: "ts",
});
