import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// `server-only` throws outside Next; the product code is the same under Vitest.
const shared = {
  resolve: {
    tsconfigPaths: true,
    alias: { "server-only": fileURLToPath(new URL("./test/setup/empty.ts", import.meta.url)) },
  },
};

export default defineConfig({
  test: {
    env: { TZ: "UTC" },
    // Tests wait for servers more than they compute: one worker per core leaves the cores idle.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        ...shared,
        test: {
          name: "contracts",
          include: ["test/contracts/**/*.test.ts"],
          globalSetup: ["./test/setup/compile.ts"],
          testTimeout: 60_000,
          pool: "forks",
        },
      },
      {
        ...shared,
        test: {
          name: "lib",
          include: ["test/lib/**/*.test.ts", "test/bot/**/*.test.ts", "test/app/**/*.test.{ts,tsx}", "test/scripts/**/*.test.ts", "test/*.test.ts"],
          exclude: ["test/scripts/realtime/**"],
          globalSetup: ["./test/setup/servers.ts"],
          setupFiles: ["./test/setup/worker.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          pool: "forks",
        },
      },
      {
        ...shared,
        // Needs no other server, so that it can be pointed at any server of the protocol (npm run test:realtime).
        test: { name: "realtime", include: ["test/scripts/realtime/**/*.test.ts"], testTimeout: 30_000, pool: "forks" },
      },
      {
        ...shared,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["./test/setup/build.ts"],
          testTimeout: 180_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
