import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "app",
      "dist",
      "src/generated",
      "scripts",
      "packaging/**/*.mjs",
      "test/programs",
      "test/programs-transport",
      "examples",
      "eslint.config.js",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
);
