import { type Address, erc20Abi, zeroAddress } from "viem";
import { chainReader, deployment, deploymentId } from "@/lib/platform/chain";
import { askChain, membershipContract, readHead } from "./read-chain";
import { readClub } from "./read-club";
import { readToken, type Token } from "./read-token";
import { currencies, findCursor } from "./store";

/** What the contract holds of one currency: decimal strings of its smallest unit. */
export type CurrencyView = {
  address: Address;
  token: Token;
  /** May be asked as a price now. Always true for the chain's own coin. */
  allowed: boolean;
  /** Paid to the club and not yet paid out. */
  ledger: string;
  /** The part of it that members may still take back. */
  escrow: string;
  /** The rest: what a withdrawal pays to the treasury. */
  withdrawable: string;
  /** Beyond the ledger: sent by mistake, and rescued to the treasury. */
  stray: string;
};
export type MoneyView = { treasury: Address; /** Seconds. */ refundWindow: number; currencies: CurrencyView[] };

const MOST = 50;
/** Blocks asked for in one request: what public RPC providers allow. */
const CHUNK = 2_000n;

/** Tokens allowed in blocks that the follower has not read yet: whoever has just accepted one looks for it now. */
async function newCurrencies(): Promise<Address[]> {
  const [cursor, { number: head }] = await Promise.all([findCursor(deploymentId()), readHead()]);
  const next = BigInt(cursor ? cursor.block + 1 : deployment().membership.block);
  const from = next > head - CHUNK ? next : head - CHUNK + 1n;
  if (from > head) return [];
  const events = await chainReader().getContractEvents({ ...membershipContract(), eventName: "CurrencySet", fromBlock: from, toBlock: head, strict: true });
  return events.map(({ args }) => args.currency.toLowerCase() as Address);
}

/** Currencies that were ever allowed or asked in a plan, the chain's own coin first. */
async function knownCurrencies(): Promise<Address[]> {
  const [rows, fresh, { plans }] = await Promise.all([currencies().find({ deployment: deploymentId() }).limit(MOST).toArray(), newCurrencies(), readClub({ maxAgeMs: 0 })]);
  const tokens = [...rows.map((row) => row.address), ...fresh, ...plans.map((plan) => plan.currency.toLowerCase() as Address)];
  return [...new Set<Address>([zeroAddress, ...tokens])];
}

const readCurrency = async (address: Address): Promise<CurrencyView> => {
  const ask = { ...membershipContract(), args: [address] } as const;
  const [allowed, ledger, escrow, withdrawable, balance, token] = await Promise.all([
    chainReader().readContract({ ...ask, functionName: "isCurrencyAllowed" }),
    chainReader().readContract({ ...ask, functionName: "ledger" }),
    chainReader().readContract({ ...ask, functionName: "escrow" }),
    chainReader().readContract({ ...ask, functionName: "withdrawable" }),
    readBalance(address),
    readToken({ address }),
  ]);
  return { address, token, allowed, ledger: ledger.toString(), escrow: escrow.toString(), withdrawable: withdrawable.toString(), stray: (balance > ledger ? balance - ledger : 0n).toString() };
};

/** The contract's balance; 0 for an address that is no token any more, so that one bad token hides no other. */
function readBalance(address: Address): Promise<bigint> {
  const holder = membershipContract().address;
  if (address === zeroAddress) return chainReader().getBalance({ address: holder });
  return chainReader().readContract({ address, abi: erc20Abi, functionName: "balanceOf", args: [holder] }).catch(() => 0n);
}

/** Where the club's money is, for the panel: read from the contract now. @throws ClubError unavailable (`chain_away`) */
export const readMoney = (): Promise<MoneyView> =>
  askChain(async () => {
    const contract = membershipContract();
    const [treasury, refundWindow, known] = await Promise.all([
      chainReader().readContract({ ...contract, functionName: "treasury" }),
      chainReader().readContract({ ...contract, functionName: "refundWindow" }),
      knownCurrencies(),
    ]);
    return { treasury, refundWindow: Number(refundWindow), currencies: await Promise.all(known.map(readCurrency)) };
  });
