import { defineConfig } from "vitest/config";

/** Tests against real Python software and a real browser; `.ci/interop` installs what they need. */
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["tests/interop/**/*.interop.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
