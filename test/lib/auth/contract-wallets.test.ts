import { readFile } from "node:fs/promises";
import { type Abi, concatHex, encodeAbiParameters, encodeFunctionData, getAddress, type Hex } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { deployTestClub, fundedAccount, type TestClub } from "../../setup/deployed-club";
import { readSession } from "@/lib/auth/read-session";
import { followChainOnce } from "@/lib/membership/follow-chain";
import { forgetDeployment } from "@/lib/platform/chain";
import { env } from "@/lib/platform/env";
import { shiftClock } from "@/lib/platform/clock";
import { chainClients } from "@/scripts/deployment/deploy-club";
import { askNonce, cookiesOf, postSignIn, writeSiwe } from "./siwe-text";

const MAGIC: Hex = `0x${"6492".repeat(16)}`;
const DAY_MS = 86_400_000;

let club: TestClub;
let clients: ReturnType<typeof chainClients>;
let walletAbi: Abi;
let factory: { address: Hex; abi: Abi };
let rpcUrl: string;

const artifact = async (name: string): Promise<{ abi: Abi; bytecode: Hex }> => JSON.parse(await readFile(`artifacts/contracts/mocks/Erc1271Wallet.sol/${name}.json`, "utf8"));

async function deploy(name: string, args: unknown[] = []): Promise<{ address: Hex; abi: Abi }> {
  const { abi, bytecode } = await artifact(name);
  const receipt = await clients.reader.waitForTransactionReceipt({ hash: await clients.wallet.deployContract({ abi, bytecode, args }) });
  if (!receipt.contractAddress) throw new Error("Nothing was deployed.");
  return { address: getAddress(receipt.contractAddress), abi };
}

/** A sign-in as the contract wallet at `address`, signed by `key` and wrapped as the case wants. */
async function attempt(address: Hex, key: PrivateKeyAccount, wrap: (signature: Hex) => Hex = (signature) => signature): Promise<Response> {
  const { fields, cookie } = await askNonce(getAddress(address));
  const message = writeSiwe(fields);
  return postSignIn({ message, signature: wrap(await key.signMessage({ message })) }, cookie);
}

const counterfactual = (owner: Hex) => (signature: Hex): Hex =>
  concatHex([
    encodeAbiParameters([{ type: "address" }, { type: "bytes" }, { type: "bytes" }], [factory.address, encodeFunctionData({ abi: factory.abi, functionName: "create", args: [owner] }), signature]),
    MAGIC,
  ]);
const addressOf = async (owner: Hex) => (await clients.reader.readContract({ ...factory, functionName: "addressOf", args: [owner] })) as Hex;

beforeAll(async () => {
  club = await deployTestClub({ seeded: false });
  const key = generatePrivateKey();
  await fundedAccount(key);
  rpcUrl = env().RPC_URL;
  clients = chainClients({ rpcUrl, chainId: env().CHAIN_ID, key });
  ({ abi: walletAbi } = await artifact("Erc1271Wallet"));
  factory = await deploy("Erc1271WalletFactory");
});
afterEach(() => {
  shiftClock(0);
  env().RPC_URL = rpcUrl;
  forgetDeployment();
});
afterAll(() => club.end());

describe("ERC-1271", () => {
  test("default: the contract vouches for its owner's signature, for a day", async () => {
    const key = privateKeyToAccount(generatePrivateKey());
    const { address } = await deploy("Erc1271Wallet", [key.address]);
    const answer = await attempt(address, key);
    expect(answer.status).toBe(200);
    const token = cookiesOf(answer).get("club_session") ?? "";
    expect(await readSession({ token })).toMatchObject({ wallet: address.toLowerCase(), method: "erc1271" });
    shiftClock(DAY_MS);
    expect(await readSession({ token })).toBeNull();
  });

  test("error: signed by somebody else", async () => {
    const key = privateKeyToAccount(generatePrivateKey());
    const { address } = await deploy("Erc1271Wallet", [key.address]);
    expect((await attempt(address, privateKeyToAccount(generatePrivateKey()))).status).toBe(401);
  });

  test("error: signed by a former owner", async () => {
    const key = generatePrivateKey();
    const account = await fundedAccount(key);
    const { address } = await deploy("Erc1271Wallet", [account.address]);
    const hash = await clients.wallet.writeContract({ address, abi: walletAbi, functionName: "setOwner", args: [factory.address], account });
    await clients.reader.waitForTransactionReceipt({ hash });
    expect((await attempt(address, account)).status).toBe(401);
  });

  test("error: a contract that answers nothing of the kind", async () => {
    expect((await attempt(club.deployment.badges.address, privateKeyToAccount(generatePrivateKey()))).status).toBe(401);
    expect((await attempt(factory.address, privateKeyToAccount(generatePrivateKey()))).status).toBe(401);
  });
});

describe("ERC-6492", () => {
  test("default: a wallet that is not deployed yet", async () => {
    const key = privateKeyToAccount(generatePrivateKey());
    const address = await addressOf(key.address);
    expect((await attempt(address, key, counterfactual(key.address))).status).toBe(200);
    expect(await clients.reader.getCode({ address })).toBeUndefined();
  });

  test("error: signed by somebody else", async () => {
    const key = privateKeyToAccount(generatePrivateKey());
    const address = await addressOf(key.address);
    expect((await attempt(address, privateKeyToAccount(generatePrivateKey()), counterfactual(key.address))).status).toBe(401);
  });

  test("error: a wrapped signature for an address where nothing gets deployed", async () => {
    const [key, other] = [privateKeyToAccount(generatePrivateKey()), privateKeyToAccount(generatePrivateKey())];
    const address = await addressOf(other.address);
    expect((await attempt(address, key, counterfactual(key.address))).status).toBe(401);
  });

  test("error: garbage in the wrapping", async () => {
    const key = privateKeyToAccount(generatePrivateKey());
    expect((await attempt(await addressOf(key.address), key, () => concatHex(["0x1234", MAGIC]))).status).toBe(401);
  });
});

describe("with the chain away", () => {
  const cut = () => {
    env().RPC_URL = "http://127.0.0.1:9";
    forgetDeployment();
  };

  test("error: a contract wallet is told so, never that its signature is wrong", async () => {
    const key = privateKeyToAccount(generatePrivateKey());
    const { address } = await deploy("Erc1271Wallet", [key.address]);
    cut();
    for (const wrap of [undefined, counterfactual(key.address)]) {
      const answer = await attempt(address, key, wrap);
      expect(answer.status).toBe(503);
      expect((await answer.json()).error).toMatchObject({ code: "unavailable", reason: "chain_away" });
      expect(cookiesOf(answer).has("club_session")).toBe(false);
    }
  });

  test("behavior: an own key needs no chain while the projection is fresh; past 30 s nobody is let in", async () => {
    await followChainOnce();
    cut();
    const key = privateKeyToAccount(generatePrivateKey());
    expect((await attempt(key.address, key)).status).toBe(200);
    shiftClock(31_000);
    expect((await attempt(key.address, key)).status).toBe(503);
  });
});
