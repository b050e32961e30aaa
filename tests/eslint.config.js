// The lint of our own scripts; names and types are TypeScript's to check.

import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    files: ["portal_ui/**/*.{js,mjs}"],
    rules: {
      "no-undef": "off",
      "no-empty": ["error", { allowEmptyCatch: true }],
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-var": "error",
      "prefer-const": "error",
      "no-implied-eval": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Read it only where the page itself is the source, and say why." },
      ],
    },
  },
];
