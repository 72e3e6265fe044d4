import { afterEach, beforeEach, inject } from "vitest";
import { workerEnv } from "./worker-env";

Object.assign(process.env, workerEnv(inject("servers")));

const printError = console.error;
let printed: string[] = [];

beforeEach(() => {
  printed = [];
  console.error = (...words: unknown[]) => {
    printed.push(words.join(" "));
    printError(...words);
  };
});

/** An error on the console is an error of the test; one that expects it replaces console.error itself. */
afterEach(() => {
  console.error = printError;
  if (printed.length > 0) throw new Error(`console.error was called: ${printed.join("\n")}`);
});
