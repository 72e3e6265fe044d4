import { LocalFault } from "../local/failure";
import type { LocalContext } from "../local/process";
import { type Kept, keepService, scriptArgs, waitForHealth, webArgs } from "./services";
import type { Stopper } from "./stopper";

type StartServices = { env: Record<string, string>; port: number; dev: boolean; context: LocalContext; stopper: Stopper };

/** Starts web, worker and, with a token, the bot; answers when the pages are healthy. */
export async function startServices({ env, port, dev, context, stopper }: StartServices): Promise<Kept[]> {
  stopper.layer();
  const keep = async (name: string, args: string[], extra: Record<string, string> = {}): Promise<Kept> => {
    const kept = await keepService({ name, args, env: { ...env, ...extra }, context });
    await stopper.add(name, () => kept.stop());
    return kept;
  };
  const starting = [keep("web", webArgs({ dev, port }), { PORT: String(port), HOST: "127.0.0.1" }), keep("worker", scriptArgs("scripts/worker.ts"))];
  if (env.TELEGRAM_BOT_TOKEN) starting.push(keep("bot", scriptArgs("bot/main.ts")));
  const services = await Promise.all(starting);
  const [web] = services;
  if (!web) throw new Error("The web process is missing.");
  await Promise.race([waitForHealth({ web, url: `http://127.0.0.1:${port}`, timeoutMs: 120_000 }), ...services.map(endsAtOnce)]);
  return services;
}

/** Throws when a service ends before the club is ready: it cannot run, so restarting it would only hide why. */
async function endsAtOnce({ name, current }: Kept): Promise<never> {
  const managed = current();
  await managed.exited;
  throw new LocalFault(`${name} ended while it was started; the end of its log (.club/logs/${name}.log):\n${managed.tail()}`);
}
