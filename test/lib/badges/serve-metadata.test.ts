import { keccak256, stringToBytes } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deployTestClub, type TestClub } from "../../setup/deployed-club";
import { GET as badgeFile } from "@/app/api/metadata/badges/[file]/route";
import { GET as passFile } from "@/app/api/metadata/membership/[file]/route";
import { badgeSvg, plainSvg } from "@/lib/badges/badge-art";
import { badgeMetadata, badgeUri, contentHash } from "@/lib/badges/metadata";
import { proposeBadge } from "@/lib/badges/plain-metadata";
import { readOnChainBadges } from "@/lib/badges/read-on-chain";
import { clubBadgesAbi } from "@/lib/generated/contracts";
import { shiftClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { chainClients } from "@/scripts/deployment/deploy-club";

let club: TestClub;
beforeAll(async () => {
  club = await deployTestClub();
});
afterAll(() => club.end());

type Route = typeof badgeFile;
const ask = (file: string, headers: Record<string, string> = {}, route: Route = badgeFile) => route(new Request(`http://localhost:3000/api/metadata/${file}`, { headers }), { params: Promise.resolve({ file }) });
const hex = (id: number): string => id.toString(16).padStart(64, "0");

/** Width, height of a PNG by its header. */
async function sizeOf(answer: Response): Promise<[number, number]> {
  const bytes = new DataView(await answer.arrayBuffer());
  return [bytes.getUint32(16), bytes.getUint32(20)];
}

describe("token metadata", () => {
  test("default: what ERC-1155 clients and explorers look for", async () => {
    const answer = await ask("1.json");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const json = await answer.json();
    expect(json).toMatchObject({ name: "First Steps", decimals: 0, image: "http://localhost:3000/api/metadata/badges/1.png" });
    expect(json.external_url).toMatch(/^http/);
    expect(json.attributes).toEqual(expect.arrayContaining([{ trait_type: "XP threshold", display_type: "number", value: 100 }]));
  });

  test("default: decimal and 64 hex digits are the same token", async () => {
    for (const id of [1, 10, 11]) expect(await (await ask(`${hex(id)}.json`)).text()).toBe(await (await ask(`${id}.json`)).text());
  });

  test("default: the content hash is the hash of the served bytes", async () => {
    for (let id = 1; id <= 11; id += 1) {
      const text = await (await ask(`${id}.json`)).text();
      expect(keccak256(stringToBytes(text))).toBe(contentHash({ id }));
      expect(badgeUri({ id })).toBe(`http://localhost:3000/api/metadata/badges/${id}.json`);
    }
    expect(contentHash({ id: 1, baseUrl: "https://club.example/" })).toBe(contentHash({ id: 1, baseUrl: "https://club.example" }));
    expect(contentHash({ id: 1, baseUrl: "https://club.example" })).not.toBe(contentHash({ id: 1 }));
    expect(badgeMetadata({ id: 99 })).toBeUndefined();
  });

  test("behavior: who has it already gets 304", async () => {
    for (const file of ["3.json", "3.svg", "contract.json"]) {
      const etag = (await ask(file)).headers.get("etag") ?? "";
      expect((await ask(file, { "if-none-match": `W/"other", ${etag}` })).status).toBe(304);
      expect((await ask(file, { "if-none-match": '"other"' })).status).toBe(200);
    }
  });

  test("error: 404 for what is not defined or no name of a file", async () => {
    for (const file of ["0.json", "12.json", "128.json", `${hex(12)}.json`, `${"f".repeat(64)}.json`, `${hex(1).toUpperCase().replace(/0/g, "A")}.json`, "1", "1.gif", "1.json.png", "-1.json", "1e1.json", "contract.gif", "", "%2e%2e.json"])
      expect([file, (await ask(file)).status]).toEqual([file, 404]);
  });
});

describe("pictures", () => {
  test("default: PNG of 1000 by 1000, and SVG without text, script or foreign parts", async () => {
    const png = await ask("7.png");
    expect(png.headers.get("content-type")).toBe("image/png");
    expect(await sizeOf(png)).toEqual([1000, 1000]);
    const svg = await ask(`${hex(7)}.svg`);
    expect(svg.headers.get("content-type")).toBe("image/svg+xml");
    expect(await svg.text()).not.toMatch(/<text|<script|href|onload/);
  });

  test("default: no two badges look the same", () => {
    const pictures = Array.from({ length: 11 }, (_, index) => badgeSvg({ id: index + 1 }));
    expect(pictures.every((picture) => picture !== undefined)).toBe(true);
    expect(new Set(pictures).size).toBe(11);
  });
});

describe("collections and passes", () => {
  test("default: both contract files and the first tier", async () => {
    for (const route of [badgeFile, passFile]) {
      const json = await (await ask("contract.json", {}, route)).json();
      expect(json.name).toBeTruthy();
      expect((await ask("contract.png", {}, route)).headers.get("content-type")).toBe("image/png");
      for (const field of ["image", "banner_image", "featured_image", "external_link"]) expect(json[field]).toMatch(/^http/);
    }
    const pass = await ask("1.json", {}, passFile);
    expect(pass.status).toBe(200);
    expect((await pass.json()).image).toBe("http://localhost:3000/api/metadata/membership/1.png");
    expect((await ask("9.json", {}, passFile)).status).toBe(404);
  });
});

describe("a badge that the owner defines beyond the catalogue", () => {
  test("default: is served from then on, with the very bytes whose hash is on-chain, a picture, and no threshold", async () => {
    expect((await ask("64.json")).status).toBe(404);
    const { wallet, reader } = chainClients({ rpcUrl: env().RPC_URL, chainId: 31337, key: club.ownerKey });
    const { uri, contentHash: hash } = proposeBadge({ id: 64 });
    const sent = await wallet.writeContract({ abi: clubBadgesAbi, address: club.deployment.badges.address, functionName: "defineBadge", args: [64n, uri, hash] });
    await reader.waitForTransactionReceipt({ hash: sent });
    // What was not there a moment ago is asked for again after some seconds.
    shiftClock(6_000);
    const answer = await ask("64.json");
    shiftClock(0);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(keccak256(stringToBytes(text))).toBe(hash);
    expect(JSON.parse(text)).toMatchObject({ name: "Badge 64", decimals: 0, image: "http://localhost:3000/api/metadata/badges/64.png" });
    expect(text).not.toContain("threshold");
    expect(await sizeOf(await ask(`${hex(64)}.png`))).toEqual([1000, 1000]);
    const { badges, paused } = await readOnChainBadges();
    expect(paused).toBe(false);
    expect(badges.map((badge) => badge.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 64]);
    expect(badges.at(-1)).toEqual({ id: 64, uri, contentHash: hash, frozen: false });
  });

  test("behavior: no two ids look the same", () => {
    expect(new Set(Array.from({ length: 128 }, (_, id) => plainSvg({ id }))).size).toBe(128);
  });
});
