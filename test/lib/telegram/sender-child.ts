import { runSender } from "@/lib/telegram/run-sender";

/** Sends as the worker does, as fast as the given rate, until it is killed. Started by sender-kill.test.ts. */
await runSender({ owner: `child-${process.pid}`, signal: new AbortController().signal, topRate: Number(process.argv[2]) });
