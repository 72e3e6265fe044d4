import { describe, expect, test } from "vitest";
import { avatarArt } from "@/app/_components/ui/avatar-art";

const ANA = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const MAX = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

describe("avatarArt", () => {
  test("default: the same wallet gives the same picture, in any letter case", () => {
    expect(avatarArt(ANA)).toEqual(avatarArt(ANA.toLowerCase()));
  });

  test("behavior: another wallet gives another picture", () => {
    expect(avatarArt(ANA)).not.toEqual(avatarArt(MAX));
  });

  test("error: what is no address still gives a whole picture", () => {
    const { shapes, turn } = avatarArt("");
    expect([...shapes.flatMap(({ x, y, r }) => [x, y, r]), turn].every(Number.isFinite)).toBe(true);
  });
});
