import { describe, expect, test } from "vitest";
import { logWord } from "@/app/(club)/rooms/[roomId]/_components/moderation-words";
import { auditWord } from "@/app/admin/audit/audit-actions";
import en from "@/lib/messages/en.json";
import ru from "@/lib/messages/ru.json";
import { sourceFiles } from "./setup/source-files";

/** Every act that some file writes to the audit log: `action: "thing.done"`, also where one of two is chosen. */
const written = [
  ...new Set(
    sourceFiles([".ts"], ["lib"])
      .filter((file) => /\b(writeAudit|changeItem)\(/.test(file.text))
      .flatMap((file) => [...file.text.matchAll(/\baction: ([^,}\n]+)/g)].flatMap((match) => [...(match[1] ?? "").matchAll(/"(\w+\.\w+)"/g)].map((name) => name[1] ?? ""))),
  ),
].sort();
/** What the log of a room shows: acts in it, without those between the admins. */
const inRooms = written.filter((action) => /^(room|chat|message)\./.test(action));

describe("the audit log", () => {
  test("default: it is known what is written", () => {
    expect(written.length).toBeGreaterThan(30);
    expect(inRooms).toEqual(expect.arrayContaining(["room.host_changed", "room.hands_locked", "chat.member_unmuted", "message.deleted"]));
  });

  test("behavior: every act has its sentence in the panel, in both languages", () => {
    for (const { admin } of [en, ru]) {
      const sentences: Record<string, string> = admin.audit.actions;
      expect(written.filter((action) => auditWord(action) === "other" || !sentences[auditWord(action)])).toEqual([]);
    }
  });

  test("behavior: every act in a room has its sentence in the room's log, in both languages", () => {
    for (const { room } of [en, ru]) {
      const sentences: Record<string, string> = room.log;
      expect(inRooms.filter((action) => !sentences[logWord(action) ?? ""])).toEqual([]);
    }
  });
});
