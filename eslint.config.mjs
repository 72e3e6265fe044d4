import tseslint from "typescript-eslint";

const UNUSED = { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" };

/** Syntax rules only: types are the compiler's work (`npm run typecheck`), so a run takes seconds. */
export default tseslint.config(
  { ignores: ["node_modules/", ".next/", ".club/", "artifacts/", "cache/", "coverage/", "next-env.d.ts", "lib/generated/", "public/"] },
  ...tseslint.configs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-debugger": "error",
      "no-else-return": "error",
      "no-implicit-coercion": ["error", { allow: ["!!"] }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", UNUSED],
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/unified-signatures": "off",
    },
  },
  {
    files: ["app/**", "lib/**", "bot/**"],
    rules: { "no-console": "error" },
  },
  {
    files: ["lib/**"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ group: ["next", "next/*", "react", "react-dom", "react/*"], message: "lib runs the same outside Next." }] }],
    },
  },
);
