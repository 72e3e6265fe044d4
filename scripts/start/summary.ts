import { localAddress } from "./environment";

type Summary = {
  url: string;
  sources: { database: string; chain: string; realtime: string; voice: string };
  /** Empty when voice is on. */
  voiceOff: string;
  /** Empty when Telegram is off. */
  telegram: string;
  local: boolean;
  contracts: { membership: string; badges: string } | undefined;
  seconds: number;
};

const DEMO = ["owner", "admin", "member", "newcomer"] as const;

/** What the person reads when the club is ready. */
export function summary({ url, sources, voiceOff, telegram, local, contracts, seconds }: Summary): string {
  const lines = [
    "",
    `  The club is open:  ${url}`,
    "",
    ...(local ? ["  Demo wallets (sign in with one on the page; publicly known keys of the local chain)", ...DEMO.map((role) => `    ${role.padEnd(9)} ${localAddress(role)}`), ""] : []),
    `  Database   ${sources.database}`,
    `  Chain      ${sources.chain}`,
    ...(contracts ? [`             membership ${contracts.membership}`, `             badges     ${contracts.badges}`] : []),
    `  Realtime   ${sources.realtime}`,
    voiceOff === "" ? `  Voice      on: ${sources.voice}` : `  Voice      off: ${voiceOff}`,
    `  Telegram   ${telegram || "off: TELEGRAM_BOT_TOKEN is not set (npm start -- --fake-telegram tries it without one)"}`,
    "",
    `  Ready in ${seconds.toFixed(1)} s. Logs are in .club/logs. Ctrl-C stops everything; members, XP and the chain are kept.`,
    "",
  ];
  return lines.join("\n");
}
