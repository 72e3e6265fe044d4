import { Counter, Gauge, Registry } from "prom-client";

export const registry = new Registry();

/** Counts things that happened, by label. Names follow Prometheus: `club_<what>_total`. */
export const counters = {
  webhooks: new Counter({ name: "club_livekit_webhooks_total", help: "Voice webhooks by result", labelNames: ["result"], registers: [registry] }),
  signIns: new Counter({ name: "club_sign_ins_total", help: "Sign-in attempts by result", labelNames: ["result"], registers: [registry] }),
  jobs: new Counter({ name: "club_jobs_total", help: "Jobs by name and result", labelNames: ["name", "result"], registers: [registry] }),
  mints: new Counter({ name: "club_mint_items_total", help: "Badge awards by state reached", labelNames: ["state"], registers: [registry] }),
};

export const gauges = {
  signerBalance: new Gauge({ name: "club_signer_balance_ether", help: "Balance of the minter", registers: [registry] }),
  signerLow: new Gauge({ name: "club_signer_low", help: "1 while the minter's balance pays for fewer than three full batches", registers: [registry] }),
  signerHeld: new Gauge({ name: "club_signer_held", help: "1 for the reason why the minter does not send", labelNames: ["reason"], registers: [registry] }),
  outbox: new Gauge({ name: "club_mint_outbox", help: "Outbox rows by state", labelNames: ["state"], registers: [registry] }),
};
