import lingui from "eslint-plugin-lingui";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const parts = [
  "estimates",
  "jobs",
  "judging",
  "notes",
  "places",
  "plots",
  "sound",
  "spectrogram",
  "species",
  "models",
];

/** What lies above the parts' own ground. Two parts are about keys and jobs, and may serve below. */
const above = ["pages", ...parts.filter((part) => !["jobs", "places"].includes(part))];

/** A room, and the rooms that it must know nothing of: pages -> parts -> ui -> data -> shared. */
const ROOMS = {
  data: [...above, "ui", "keys"],
  ui: above,
  keys: above,
  theme: [...above, "ui", "data", "keys"],
};

const refuse = (...group) => ({ "no-restricted-imports": ["error", { patterns: [{ group }] }] });

export default tseslint.config(
  { ignores: ["dist", "scripts", "eslint.config.js", "renderer/i18n/*.ts"] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  {
    files: ["renderer/**/*.{ts,tsx}"],
    plugins: { "react-hooks": hooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "max-lines": ["error", { max: 250 }],
      ...refuse("electron", "node:*", "**/main/**"),
    },
  },
  {
    files: ["renderer/**/*.tsx"],
    // Its strings are drawings.
    ignores: ["renderer/ui/icon.tsx"],
    plugins: { lingui },
    rules: {
      "lingui/no-unlocalized-strings": [
        "error",
        {
          ignore: ["^(?![A-Z\\u00c0-\\u00de].*\\s)[^\\s]*$", "^[a-z0-9 .:_-]+$", "^[^A-Za-z]*$"],
          ignoreNames: [
            {
              regex: {
                pattern: "^(aria-(?!label|roledescription|valuetext).*|data-.*|className)$",
              },
            },
            "id",
            "key",
            "role",
            "slot",
            "type",
            "name",
            "style",
            "d",
            "viewBox",
            "href",
            "src",
            "select",
            "orderBy",
            "placement",
            "variant",
            "kind",
            "method",
            "displayName",
          ],
          ignoreFunctions: [
            "call",
            "console.*",
            "*.postMessage",
            "Error",
            "*.addEventListener",
            "*.getContext",
            "*.querySelector",
            "*.closest",
            "use*Store",
          ],
          useTsTypes: true,
        },
      ],
      "no-restricted-syntax": [
        "error",
        ...[
          "JSXExpressionContainer > MemberExpression[property.name='message']",
          "JSXExpressionContainer > Identifier[name='message']",
          "Property[key.name='text'] > MemberExpression[property.name='message']",
        ].map((selector) => ({
          selector,
          message: "The engine's words are English: say them through ui/error-words or notes/.",
        })),
      ],
      "lingui/no-expression-in-message": "error",
      "lingui/t-call-in-function": "error",
    },
  },
  ...Object.entries(ROOMS).map(([room, others]) => ({
    files: [`renderer/${room}/**/*.{ts,tsx}`],
    rules: refuse("electron", "node:*", "**/main/**", ...others.map((each) => `**/${each}/**`)),
  })),
  ...parts.map((room) => ({
    files: [`renderer/${room}/**/*.{ts,tsx}`],
    rules: refuse("electron", "node:*", "**/main/**", "**/pages/**"),
  })),
  {
    files: ["renderer/pages/*/**/*.{ts,tsx}"],
    // A page never imports another page.
    rules: refuse("electron", "node:*", "**/main/**", "../../pages/**", "../*/page*"),
  },
  {
    files: ["test/**/*.ts", "test/**/*.tsx"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
