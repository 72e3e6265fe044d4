import { afterEach, beforeEach, inject, type MockInstance, vi } from "vitest";
import { workerEnv } from "./worker-env";

Object.assign(process.env, workerEnv(inject("servers")));

let errors: MockInstance<typeof console.error>;

beforeEach(() => {
  errors = vi.spyOn(console, "error");
});

/** An error on the console is an error: a test that expects one replaces console.error itself. */
afterEach(() => {
  const calls = vi.isMockFunction(console.error) && console.error === errors ? errors.mock.calls : [];
  errors.mockRestore();
  if (calls.length > 0) throw new Error(`console.error was called: ${calls.map((call) => call.join(" ")).join("\n")}`);
});
