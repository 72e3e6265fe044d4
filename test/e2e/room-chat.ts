import { MongoClient } from "mongodb";
import type { Page } from "playwright-core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { DEPTH } from "../setup/depth";
import { cutNetwork } from "../setup/pages";
import type { RunningClub } from "../setup/running-club";
import { sessionOf } from "../setup/visitors";

/** A moderator at a desk and a member with a phone, both in the same room; the phone's chat is closed. */
export type ChatPeople = { club: RunningClub; roomId: string; host: Page; phone: Page };

let client: MongoClient | undefined;

/** So many messages may stand in the page at once, of however many. */
const MOST_IN_PAGE = 60;

const log = (page: Page) => page.getByTestId("chat-log");
const row = (page: Page, text: string) => log(page).locator("article").filter({ hasText: text }).first();
const sees = (page: Page, text: string) => row(page, text).waitFor();

async function say(page: Page, text: string): Promise<void> {
  await page.getByTestId("chat-input").fill(text);
  await page.getByTestId("chat-send").click();
}
/** Opens the menu of a message and presses one of its acts. */
async function act(page: Page, text: string, name: string): Promise<void> {
  const button = row(page, text).getByRole("button", { name: /^Acts on/ });
  await button.focus();
  await button.press("Enter");
  await page.getByRole("menuitem", { name, exact: true }).click();
}
const numbers = (page: Page) => log(page).locator("[data-seq]").evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset.seq)));

/** Messages of earlier, as many as a talkative evening has. */
async function seedMessages({ club, roomId, memberId, count }: { club: RunningClub; roomId: string; memberId: string; count: number }): Promise<void> {
  const database = client?.db(club.env.MONGODB_DB);
  if (!database) throw new Error("The database is not connected.");
  const room = await database.collection<{ _id: string; chatSeq: number }>("rooms").findOneAndUpdate({ _id: roomId }, { $inc: { chatSeq: count } });
  const first = (room?.chatSeq ?? 0) + 1;
  const at = new Date(Date.now() - 3_600_000);
  const rows = Array.from({ length: count }, (_, index) => ({ _id: `${roomId}:${first + index}` as never, roomId, seq: first + index, memberId, clientMsgId: `seeded-${first + index}`, text: `seeded ${index} ${"word ".repeat(index % 30)}`, at, deletedAt: null, deletedById: null }));
  for (let from = 0; from < rows.length; from += 1_000) await database.collection("messages").insertMany(rows.slice(from, from + 1_000));
}

/** The chat of a room, at the size of a desk and of a phone. */
export function testChat(people: () => ChatPeople): void {
  describe("the chat of a room", () => {
    beforeEach(async () => {
      const { env } = people().club;
      client ??= await MongoClient.connect(env.MONGODB_URI ?? "");
      // Written faster than a person would: the limit is another test.
      await client.db(env.MONGODB_DB).collection("rate_limits").deleteMany({});
    });
    afterAll(() => client?.close());

    test("default: a phone writes, the desk answers; an own message is changed and deleted", async () => {
      const { host, phone } = people();
      await phone.getByTestId("open-chat").tap();
      await host.getByTestId("tab-chat").click();
      await say(phone, "is the door of the hall open");
      await sees(host, "is the door of the hall open");
      await act(host, "is the door of the hall open", "Reply");
      await host.getByTestId("composing").waitFor();
      await say(host, "since noon");
      await expect.poll(() => row(phone, "since noon").innerText()).toContain("is the door of the hall open");
      await act(phone, "is the door of the hall open", "Edit");
      await say(phone, "is the back door of the hall open");
      await expect.poll(() => row(host, "is the back door of the hall open").innerText()).toContain("edited");
      await say(phone, "sent by mistake");
      await sees(host, "sent by mistake");
      await act(phone, "sent by mistake", "Delete");
      await log(host).getByText("Message deleted").waitFor();
    });

    test("behavior: a moderator's deletion leaves its mark for everybody; a pin stands above until it is taken off", async () => {
      const { host, phone } = people();
      await say(phone, "buy my token");
      await sees(host, "buy my token");
      await act(host, "buy my token", "Delete");
      await Promise.all([host, phone].map((page) => log(page).getByText("Removed by a moderator").waitFor()));
      expect(await log(phone).getByText("buy my token").count()).toBe(0);
      await act(host, "since noon", "Pin");
      await phone.getByTestId("pinned").getByText("since noon").waitFor();
      await host.getByRole("button", { name: "Unpin" }).click();
      await phone.getByTestId("pinned").waitFor({ state: "detached" });
    });

    test("behavior: being called by name sounds while the page is out of sight, and only then", async () => {
      const { host, phone } = people();
      await phone.evaluate(`(() => {
        window.__notes = 0;
        const create = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () { window.__notes += 1; return create.call(this); };
      })()`);
      const notes = () => phone.evaluate("window.__notes");
      const call = async (text: string) => {
        await host.getByTestId("chat-input").click();
        await host.keyboard.type("@");
        await host.getByRole("option").first().waitFor();
        await host.keyboard.press("Enter");
        await host.keyboard.type(text);
        await host.keyboard.press("Enter");
        await sees(phone, text);
      };
      await call("while you look");
      expect(await notes()).toBe(0);
      await phone.evaluate("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })");
      await call("while you are away");
      await expect.poll(notes).toBe(2);
      await phone.evaluate("delete document.hidden");
    });

    test("behavior: slow mode holds the member, not the moderator, and ends at once", async () => {
      const { host, phone } = people();
      const set = async (name: string) => {
        await host.getByTestId("slow-mode").click();
        await host.getByRole("menuitem", { name, exact: true }).click();
      };
      await set("One message every 60 s");
      await phone.getByText("Slow mode: one message every 60 s.").waitFor();
      await say(phone, "the one of this minute");
      await phone.getByText(/you can write again in \d+ s/).waitFor();
      await say(host, "moderators go on");
      await say(host, "as they like");
      await sees(phone, "as they like");
      await set("Off");
      await phone.getByText(/Slow mode/).waitFor({ state: "detached" });
      await say(phone, "free again");
      await sees(host, "free again");
    });

    test("behavior: what was written while a phone had no network is there after it, once each and in order", async () => {
      const { host, phone } = people();
      const restore = await cutNetwork(phone);
      for (const text of ["missed one", "missed two", "missed three"]) {
        await say(host, text);
        await sees(host, text);
      }
      await restore();
      await sees(phone, "missed three");
      for (const text of ["missed one", "missed two", "missed three"]) expect(await log(phone).getByText(text, { exact: true }).count()).toBe(1);
      const seen = await numbers(phone);
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    });

    test("behavior: a long history scrolls back to its beginning with a page that stays small", async () => {
      const { club, roomId, host, phone } = people();
      const { member } = await sessionOf(host);
      await seedMessages({ club, roomId, memberId: member?.id ?? "", count: DEPTH.chatHistory });
      await say(host, "after the long evening");
      await sees(phone, "after the long evening");
      // The phone was behind by more than it fetches: it comes in anew, as after an hour away.
      await phone.reload();
      await phone.getByTestId("open-chat").tap();
      await sees(phone, "after the long evening");
      let most = 0;
      await expect
        .poll(
          async () => {
            await log(phone).evaluate((box) => box.scrollTo({ top: 0 }));
            const here = await numbers(phone);
            most = Math.max(most, here.length);
            return Math.min(...here);
          },
          { timeout: 150_000, interval: 30 },
        )
        .toBe(1);
      expect(most).toBeLessThanOrEqual(MOST_IN_PAGE);
      await phone.keyboard.press("Escape");
    });
  });
}
