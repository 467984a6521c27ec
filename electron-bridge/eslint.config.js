import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "dist-test", "src/generated", "scripts", "eslint.config.js"] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
);
