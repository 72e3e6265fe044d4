/**
 * Usage: npm run test:realtime                                          the club's own server
 *        npm run test:realtime -- --host … --port … [--tls] --app-id … --key … --secret …     any server of the protocol
 *        npm run test:realtime -- --cluster eu --app-id … --key … --secret …                   a hosted one
 *
 * Checks with the official packages (pusher, pusher-js) all that the club asks of a realtime server. Give it an app of
 * its own: channels with fixed names are used.
 */
import { parseArgs } from "node:util";
import { LocalFault, sentenceFor } from "./local/failure";
import { endSteps, vitestStep } from "./test-run/steps";

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void endSteps(signal).then(() => process.exit(130)));

type Target = { appId: string; key: string; secret: string; host?: string; port?: number; tls: boolean; cluster?: string };

/** The server to test; undefined is the club's own. @throws LocalFault for half an address */
function readTarget(): Target | undefined {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { host: text, port: text, cluster: text, tls: { type: "boolean" }, "app-id": text, key: text, secret: text } });
  const { host, port, cluster, key, secret, tls, "app-id": appId } = values;
  if (!host && !cluster && !appId && !key && !secret) return undefined;
  if (!appId || !key || !secret || (!host && !cluster)) throw new LocalFault("Give --host (with --port) or --cluster, and --app-id, --key and --secret; or nothing to test the club's own server.");
  if (port !== undefined && !(Number(port) > 0 && Number(port) < 65_536)) throw new LocalFault("--port is a number from 1 to 65535.");
  return { appId, key, secret, ...(host ? { host } : {}), ...(cluster ? { cluster } : {}), ...(port ? { port: Number(port) } : {}), tls: tls ?? !host };
}

try {
  const target = readTarget();
  console.log(`Testing ${target ? (target.host ? `${target.host}${target.port ? `:${target.port}` : ""}` : `the hosted cluster ${target.cluster}`) : "the club's own realtime server"}`);
  const { passed, failed, skipped } = await vitestStep({ projects: ["realtime"], filters: [], env: { ...process.env, ...(target ? { REALTIME_TARGET: JSON.stringify(target) } : {}) } });
  for (const { test, reason } of skipped) console.log(`skipped: ${test} (${reason})`);
  console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  console.error(sentenceFor(error));
  process.exitCode = 1;
}
