/**
 * Prepares the database: indexes everywhere, and on the local chain a small demo club. Running it again changes nothing.
 *
 * Usage: node --conditions=react-server --import tsx scripts/seed.ts [--indexes]
 */
import { createIndexes } from "@/lib/jobs/create-indexes";
import { ensureAccount } from "@/lib/membership/ensure-account";
import { shortWallet } from "@/lib/membership/rules";
import { updateProfile } from "@/lib/membership/update-profile";
import { isLocalChain } from "@/lib/platform/env";
import { closeDatabase } from "@/lib/platform/mongo";
import { createRoom } from "@/lib/rooms/create-room";
import { publishRules } from "@/lib/xp/publish-rules";
import { currentRules } from "@/lib/xp/read-rules";
import { DEMO_NUMBERS } from "@/lib/xp/rules";
import { localAddress } from "./start/environment";

const DAY_MS = 24 * 3600 * 1000;
const PROFILES = {
  owner: { name: "Nora Lind", bio: "Started the club. Ask me about its contracts." },
  admin: { name: "Max Oden", bio: "Hosts the night shift." },
  member: { name: "Lena Park", bio: "Listens a lot, talks a little." },
} as const;
const DEMO_RULES = "demo";

/** Tomorrow at the given hour, UTC. */
const tomorrowAt = (hour: number): string => {
  const day = new Date(Date.now() + DAY_MS);
  day.setUTCHours(hour, 0, 0, 0);
  return day.toISOString();
};

/**
 * Gives the demo wallets names and the club its first rooms. Only a wallet that still has the name of its first
 * sign-in is named, and rooms come with the naming of the admin: what people changed stays as they left it.
 */
async function seedDemoClub(): Promise<void> {
  const accounts = { owner: await account("owner"), admin: await account("admin"), member: await account("member") };
  if ((await currentRules()).version !== DEMO_RULES) await publishRules({ version: DEMO_RULES, numbers: DEMO_NUMBERS, byId: accounts.owner._id });
  if (accounts.admin.name === shortWallet(accounts.admin.wallet)) {
    const actor = { id: accounts.admin._id, wallet: accounts.admin.wallet, name: PROFILES.admin.name, roles: { owner: false, admin: true, speaker: false, member: true } };
    await createRoom({ actor, title: "Night shift: open floor", description: "Bring a question, or just listen. Everyone who raises a hand gets the microphone.", scheduledAt: tomorrowAt(20) });
    await createRoom({ actor, title: "How badges are minted", description: "From a heartbeat in a room to a token in your wallet, step by step.", scheduledAt: tomorrowAt(18) });
  }
  for (const role of ["owner", "admin", "member"] as const)
    if (accounts[role].name === shortWallet(accounts[role].wallet)) await updateProfile({ memberId: accounts[role]._id, change: PROFILES[role] });
}

const account = (role: "owner" | "admin" | "member") => ensureAccount({ wallet: localAddress(role).toLowerCase() as `0x${string}`, locale: "en" });

try {
  await createIndexes();
  if (isLocalChain() && !process.argv.includes("--indexes")) await seedDemoClub();
} finally {
  await closeDatabase();
}
