import { findOrInstallBrowser } from "@/scripts/local/browser";

/**
 * The Chromium of the browser tests, or why there is none. `npm test` looks (and installs) once and tells by the
 * environment; a run of Vitest alone looks by itself.
 */
export async function testBrowser(): Promise<{ path: string } | { reason: string }> {
  const { CHROMIUM_PATH, BROWSER_MISSING } = process.env;
  if (CHROMIUM_PATH) return { path: CHROMIUM_PATH };
  if (BROWSER_MISSING) return { reason: BROWSER_MISSING };
  return findOrInstallBrowser((line) => console.log(`  ${line}`));
}
