import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Collection } from "mongodb";
import { forgetJobs } from "@/lib/jobs/forget-jobs";
import { releaseJobs } from "@/lib/jobs/lease-job";
import { enqueue } from "@/lib/jobs/queue";
import { handlers } from "@/lib/jobs/registry";
import { LEASE_MS, MAX_ATTEMPTS, pauseAfter } from "@/lib/jobs/rules";
import { runJobs, runOrphanedJobs } from "@/lib/jobs/run-jobs";
import { jobs } from "@/lib/jobs/store";
import { shiftClock } from "@/lib/platform/clock";
import { ClubError } from "@/lib/platform/errors";
import { createDeclaredIndexes } from "@/lib/platform/mongo";
import { sleep } from "@/lib/platform/sleep";
import { DEPTH } from "../../setup/depth";

beforeAll(() => createDeclaredIndexes());
beforeEach(async () => void (await jobs().deleteMany({})));
afterEach(() => {
  shiftClock(0);
  vi.restoreAllMocks();
});

/** Puts a handler of the test in place of the real one. */
const handleBy = (handle: (input: { memberId: string }) => Promise<void>) => vi.spyOn(handlers, "entitle-badges").mockResolvedValue({ handle });
const put = (key = "one", memberId = "m_x") => enqueue({ name: "entitle-badges", key, input: { memberId } });
const only = () => jobs().findOne({});

describe("enqueue", () => {
  test("default: written before it returns, once per name and key, also after it was done", async () => {
    handleBy(async () => {});
    expect(await put()).toBe(true);
    expect(await put()).toBe(false);
    await runJobs({ owner: "a" });
    expect(await put()).toBe(false);
    expect(await jobs().countDocuments()).toBe(1);
  });

  test("error: wrong input is refused where it is made", async () => {
    await expect(enqueue({ name: "evict-member", key: "x", input: { memberId: "m_x", reason: "mood" as "ban" } })).rejects.toThrow();
    expect(await jobs().countDocuments()).toBe(0);
  });
});

describe("runJobs", () => {
  test("default: what is due is done, with its input", async () => {
    const seen: string[] = [];
    handleBy(async ({ memberId }) => void seen.push(memberId));
    await put("one", "m_1");
    await put("two", "m_2");
    await enqueue({ name: "entitle-badges", key: "later", input: { memberId: "m_3" }, runAt: new Date(Date.now() + 60_000) });
    expect(await runJobs({ owner: "a" })).toBe(2);
    expect(seen.sort()).toEqual(["m_1", "m_2"]);
    expect((await jobs().find({ state: "done" }).toArray()).every((job) => job.finishedAt !== null)).toBe(true);
  });

  test("behavior: a failure is tried again after a pause that doubles, and then it is done", async () => {
    let failures = 2;
    handleBy(async () => {
      if (failures-- > 0) throw new Error("not yet");
    });
    await put();
    await runJobs({ owner: "a" });
    expect(await only()).toMatchObject({ state: "ready", attempts: 1, lastError: "not yet", leaseOwner: null });
    expect(await runJobs({ owner: "a" })).toBe(0);
    shiftClock(pauseAfter(1));
    await runJobs({ owner: "a" });
    shiftClock(pauseAfter(1) + pauseAfter(2));
    await runJobs({ owner: "a" });
    expect(await only()).toMatchObject({ state: "done", attempts: 3, lastError: null });
  });

  test("behavior: who refuses may ask for a longer pause", async () => {
    handleBy(async () => {
      throw new ClubError("rate_limited", "Wait.", { retryAfter: 120 });
    });
    await put();
    await runJobs({ owner: "a" });
    expect(((await only())?.runAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(110_000);
  });

  test("error: after the last attempt it is dead, in sight, and never run again", async () => {
    const handle = vi.fn(async () => {
      throw new Error("never");
    });
    handleBy(handle);
    await put();
    let offset = 0;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS + 2; attempt += 1) {
      await runJobs({ owner: "a" });
      shiftClock((offset += pauseAfter(attempt)));
    }
    expect(handle).toHaveBeenCalledTimes(MAX_ATTEMPTS);
    expect(await only()).toMatchObject({ state: "dead", attempts: MAX_ATTEMPTS, lastError: "never" });
  });

  test("error: wrong input and things that are not there are dead at once", async () => {
    const handle = vi.fn(async () => {
      throw new ClubError("not_found", "There is no such member.");
    });
    handleBy(handle);
    await put();
    await put("broken");
    await jobs().updateOne({ _id: "entitle-badges:broken" }, { $set: { input: { memberId: 7 } } });
    await runJobs({ owner: "a" });
    expect((await jobs().find({}).toArray()).map((job) => [job.state, job.attempts])).toEqual([["dead", 1], ["dead", 1]]);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  test("error: one that fails does not keep the others", async () => {
    const seen: string[] = [];
    handleBy(async ({ memberId }) => {
      if (memberId === "m_bad") throw new Error("bad");
      seen.push(memberId);
    });
    await put("bad", "m_bad");
    for (let index = 0; index < 6; index += 1) await put(`good-${index}`, `m_${index}`);
    await runJobs({ owner: "a" });
    expect(seen).toHaveLength(6);
  });

  test("error: a database that goes away in the middle ends the round with its error, and not the process", async () => {
    const lease = Collection.prototype.findOneAndUpdate;
    let leases = 0;
    vi.spyOn(Collection.prototype, "updateOne").mockRejectedValue(new Error("gone"));
    vi.spyOn(Collection.prototype, "findOneAndUpdate").mockImplementation(async function (this: Collection, ...args: unknown[]) {
      if ((leases += 1) === 1) return Reflect.apply(lease, this, args);
      // Later than the first job's end, which fails as well.
      await sleep(50);
      throw new Error("gone");
    });
    handleBy(async () => {});
    await put();
    await expect(runJobs({ owner: "a" })).rejects.toThrow("gone");
  });

  test("behavior: many runners at once, each job once", async () => {
    const runs = new Map<string, number>();
    handleBy(async ({ memberId }) => void runs.set(memberId, (runs.get(memberId) ?? 0) + 1));
    for (let index = 0; index < 40; index += 1) await put(String(index), `m_${index}`);
    await Promise.all(Array.from({ length: DEPTH.racers / 4 }, (_, index) => runJobs({ owner: `runner-${index}` })));
    expect(runs.size).toBe(40);
    expect([...runs.values()].every((count) => count === 1)).toBe(true);
  });

  test("behavior: the signal ends the round after the jobs that run", async () => {
    const stop = new AbortController();
    handleBy(async () => stop.abort());
    for (let index = 0; index < 20; index += 1) await put(String(index));
    expect(await runJobs({ owner: "a", signal: stop.signal })).toBeLessThan(20);
    expect(await jobs().countDocuments({ state: "leased" })).toBe(0);
  });
});

describe("a runner that dies", () => {
  test("behavior: its job is taken over when the lease has run out, not before", async () => {
    const handle = vi.fn(async () => {});
    handleBy(handle);
    await put();
    await jobs().updateOne({}, { $set: { state: "leased", leaseOwner: "dead", leaseUntil: new Date(Date.now() + LEASE_MS), attempts: 1 } });
    expect(await runOrphanedJobs({ owner: "b" })).toBe(0);
    shiftClock(LEASE_MS + 1);
    expect(await runOrphanedJobs({ owner: "b" })).toBe(1);
    expect(await only()).toMatchObject({ state: "done", attempts: 2 });
  });

  test("behavior: one that comes back late changes nothing", async () => {
    let release = () => {};
    const waiting = new Promise<void>((resolve) => (release = resolve));
    const handle = vi.fn().mockImplementationOnce(() => waiting).mockRejectedValueOnce(new Error("second"));
    handleBy(handle);
    await put();
    const late = runJobs({ owner: "slow" });
    await vi.waitFor(() => expect(handle).toHaveBeenCalledTimes(1));
    shiftClock(LEASE_MS + 1);
    await runOrphanedJobs({ owner: "b" });
    release();
    await late;
    expect(await only()).toMatchObject({ state: "ready", attempts: 2, lastError: "second" });
  });

  test("error: a job that kills every runner is dead in the end", async () => {
    const handle = vi.fn(async () => {});
    handleBy(handle);
    await put();
    await jobs().updateOne({}, { $set: { state: "leased", leaseOwner: "dead", leaseUntil: new Date(0), attempts: MAX_ATTEMPTS } });
    await runOrphanedJobs({ owner: "b" });
    expect(await only()).toMatchObject({ state: "dead" });
    expect(handle).not.toHaveBeenCalled();
  });

  test("behavior: an orderly end gives the leases back", async () => {
    await put();
    await jobs().updateOne({}, { $set: { state: "leased", leaseOwner: "a", leaseUntil: new Date(Date.now() + LEASE_MS) } });
    await releaseJobs({ owner: "b" });
    expect((await only())?.state).toBe("leased");
    await releaseJobs({ owner: "a" });
    expect(await only()).toMatchObject({ state: "ready", leaseOwner: null });
  });
});

test("default: done jobs are forgotten after a week, dead ones are not", async () => {
  handleBy(async ({ memberId }) => {
    if (memberId === "m_bad") throw new ClubError("invalid", "No.");
  });
  await put();
  await put("bad", "m_bad");
  await runJobs({ owner: "a" });
  expect(await forgetJobs()).toBe(0);
  shiftClock(8 * 24 * 3_600_000);
  expect(await forgetJobs()).toBe(1);
  expect((await only())?.state).toBe("dead");
});

test("default: every job's handler loads", async () => {
  for (const load of Object.values(handlers)) expect((await load()).handle).toBeTypeOf("function");

});
