import { afterAll, beforeAll, expect, test } from "vitest";
import { CrashError } from "@/lib/adapters/memory/scripted-gateway";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { ACTIVE_VARIANTS_PER_PERSON_MAX } from "@/lib/generation/policy";
import { presentStatusGroups } from "@/lib/generation/presenter";
import { checkVariant, retryVariant } from "@/lib/generation/service/change";
import {
  findGeneration,
  listGenerations,
  readStatus,
  readTaskLog,
} from "@/lib/generation/service/read";
import { createTestStudio, SHA } from "@/lib/generation/service/test-studio";
import type { TaskLookup, TaskState } from "@/lib/ports/gateway";
import type { Role } from "@/lib/shared/actor";

const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const studio = (options: { role?: Role } = {}) => createTestStudio(database, options);

const found = (state: TaskState, taskId = "task_1"): TaskLookup => ({ found: true, taskId, state });
const running = (progressPercent: number) => found({ status: "running", progressPercent });
const completed = found({
  status: "completed",
  resultUrls: ["https://files.example/a.png"],
  expiresAt: new Date("2026-03-02T09:00:00Z"),
});

test("a press becomes pictures on disk: queued, sent once, followed, saved, derived", async () => {
  const s = await studio();
  const generation = await s.created({ variantCount: 2 });
  expect(generation.code).toBe("AK-0301-01");
  expect(generation.variants.map(({ status, cell }) => [status, cell])).toEqual([
    ["queued", 1],
    ["queued", 2],
  ]);
  s.gateway.answerLookups((id) => ({ ...completed, taskId: id }) as TaskLookup);

  await s.runFor(MINUTE_MS);

  const { variants } = (await findGeneration(s.ports, s.actor, generation.id)) ?? { variants: [] };
  expect(variants.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  expect(variants[0]?.image).toMatchObject({ width: 4096, sha256: SHA, requestedWidth: 4096 });
  expect(variants[0]?.image?.thumbhash).not.toBeNull();
  expect(s.gateway.ledger).toHaveLength(2);
  expect(s.files.keys).toContain(`blobs/9f/${SHA}`);
  const log = await readTaskLog(s.ports, s.actor, variants[0]?.id ?? "");
  expect(log?.events.map(({ kind }) => kind)).toEqual([
    "queued",
    "sent",
    "accepted",
    "finished",
    "saved",
  ]);
});

test("progress never falls, whatever the gateway says", async () => {
  const s = await studio();
  const { id } = await s.created();
  const said = [60, 20, 90];
  s.gateway.answerLookups(() => running(said.shift() ?? 90));
  const seen: (number | null)[] = [];
  for (let look = 0; look < 3; look += 1) {
    await s.runFor(8_000);
    seen.push((await s.variant(id)).progressPercent);
  }
  expect(seen).toEqual([60, 60, 90]);
  expect((await s.variant(id)).status).toBe("running");
});

test("an end that is heard while a second look moves the picture is kept, though nobody repeats it", async () => {
  const s = await studio();
  const { id, variants } = await s.created();
  const answers = [completed];
  s.gateway.answerLookups(async () => {
    const answer = answers.shift() ?? running(10);
    if (answer === completed)
      await s.run({ name: "follow", id: variants[0]?.id ?? "", hasTurn: true });
    return answer;
  });
  await s.runFor(MINUTE_MS);
  expect((await s.variant(id)).status).toBe("succeeded");
});

test("Q13, Q14: the same press twenty times at once is one generation, another press under its id is refused", async () => {
  const s = await studio();
  const requestId = s.ports.clock.newId();
  const answers = await Promise.all(Array.from({ length: 20 }, () => s.created({ requestId })));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  const other = await s.create({ requestId, prompt: "Something else" });
  expect(other).toMatchObject({ ok: false, error: { code: "request_mismatch" } });
  await s.runFor(1_000);
  expect(s.gateway.ledger).toHaveLength(1);
});

test.each([
  ["an unknown model", { model: "gemini-9" }, "model_unavailable"],
  ["a ratio that the model cannot make", { aspectRatio: "4:5" }, "illegal_settings"],
  ["a resolution that the model cannot make", { resolution: "1K" }, "illegal_settings"],
  ["another team's project", { projectId: "01J00000000000000000000000" }, "project_missing"],
  [
    "a prompt longer than the model takes",
    { model: "gemini-2.5-flash-image-preview", resolution: "1K", prompt: "x".repeat(1_001) },
    "prompt_too_long",
  ],
])("Q09, Q10: %s is refused and nothing is queued", async (_, change, code) => {
  const s = await studio();
  expect(await s.create(change)).toMatchObject({ ok: false, error: { code } });
  expect(s.ports.queue.waiting()).toEqual([]);
});

test("Q17: a press that would cross what one person may have under way is refused whole", async () => {
  const s = await studio();
  await s.created({ variantCount: 3 });
  const { countActive } = s.ports.generations;
  const almostAll = async () => ({ mine: ACTIVE_VARIANTS_PER_PERSON_MAX - 3, team: 0 });
  Object.assign(s.ports.generations, { countActive: almostAll });
  expect(await s.create({ variantCount: 4 })).toEqual({
    ok: false,
    error: { code: "queue_full", activeMax: ACTIVE_VARIANTS_PER_PERSON_MAX },
  });
  expect(await s.create({ variantCount: 3 })).toMatchObject({ ok: true });
  expect(await countActive(s.actor, s.actor.userId)).toMatchObject({ mine: 6 });
});

test("a reviewer cannot spend", async () => {
  const s = await studio({ role: "reviewer" });
  expect(await s.create()).toMatchObject({ ok: false, error: { code: "forbidden" } });
});

test("a reference that is gone is named by its slot", async () => {
  const s = await studio();
  const stays = await s.addReference();
  const goes = await s.addReference();
  await database.prisma.referenceImage.update({
    where: { id: goes.id },
    data: { deletedAt: new Date() },
  });
  const references = [stays, goes].map(({ id }) => ({ referenceImageId: id, name: "x" }));
  expect(await s.create({ references })).toMatchObject({
    ok: false,
    error: { code: "references_missing", slots: [2] },
  });
});

test("another team's reference does not exist for the actor", async () => {
  const [mine, theirs] = [await studio(), await studio()];
  const { id } = await theirs.addReference();
  expect(await mine.create({ references: [{ referenceImageId: id, name: "x" }] })).toMatchObject({
    error: { code: "references_missing", slots: [1] },
  });
});

test("references are uploaded once a day, in slot order", async () => {
  const s = await studio();
  const first = await s.addReference();
  const second = await s.addReference();
  const references = [
    { referenceImageId: second.id, name: "second.png" },
    { referenceImageId: first.id, name: "first.png" },
  ];
  await s.created({ references });
  await s.created({ references });
  await s.runFor(1_000);
  expect(s.gateway.uploads).toEqual(["second.png", "first.png"]);
  expect(s.gateway.ledger.map(({ referenceUrls }) => referenceUrls)).toEqual([
    ["https://files.example/1", "https://files.example/2"],
    ["https://files.example/1", "https://files.example/2"],
  ]);
});

test("I1: what was certainly not sent is sent again, and accepted once", async () => {
  const s = await studio();
  const { id } = await s.created();
  s.gateway.script.push({ class: "not_sent", reason: "connection refused" });
  await s.runFor(500);
  expect(await s.variant(id)).toMatchObject({
    status: "queued",
    waitReason: "gateway_unreachable",
  });
  await s.runFor(2_000);
  expect((await s.variant(id)).status).toBe("submitted");
  expect(s.gateway.ledger).toHaveLength(1);
});

test("F03: a 429 waits at least as long as the gateway asks", async () => {
  const s = await studio();
  const { id } = await s.created();
  s.gateway.script.push({
    class: "refused",
    code: "generation_failed",
    message: "Too many requests",
    retryable: true,
    retryAfterMs: 20_000,
  });
  await s.runFor(19_000);
  expect(await s.variant(id)).toMatchObject({ status: "queued", waitReason: "gateway_busy" });
  await s.runFor(2_000);
  expect((await s.variant(id)).status).toBe("submitted");
});

test("what the gateway was too busy for says which attempt comes next, in the feed and in the status read", async () => {
  const s = await studio();
  const { id } = await s.created({ variantCount: 2 });
  const busy = {
    class: "refused",
    code: "generation_failed",
    message: "Too many requests",
    retryable: true,
    retryAfterMs: 20_000,
  } as const;
  const read = async () => {
    const variants = await s.ports.generations.listVariants(s.actor, [id]);
    const numbers = presentStatusGroups(variants)[0]?.variants.map(
      ({ wait }) => wait?.attemptNumber ?? null,
    );
    const inFeed = presentStatusGroups([await s.variant(id), await s.variant(id, 2)]);
    expect(inFeed).toEqual(presentStatusGroups(variants));
    return numbers;
  };
  expect(await read()).toEqual([null, null]);
  s.gateway.script.push(busy, busy, busy, busy);
  await s.runFor(19_000);
  expect(await read()).toEqual([2, 2]);
  await s.runFor(20_000);
  expect(await read()).toEqual([3, 3]);
  await s.runFor(25_000);
  expect(await read()).toEqual([null, null]);
});

test.each(["bad_key", "no_balance", "policy_refused"] as const)(
  "a refusal that no repeat cures ends the variant: %s",
  async (code) => {
    const s = await studio();
    const { id } = await s.created();
    s.gateway.script.push({
      class: "refused",
      code,
      message: "No.",
      retryable: false,
      retryAfterMs: null,
    });
    await s.runFor(MINUTE_MS);
    expect(await s.variant(id)).toMatchObject({
      status: "failed",
      failureCode: code,
      failureDetail: "No.",
    });
    expect(s.gateway.ledger).toHaveLength(0);
  },
);

test("F16: an ambiguous answer is never sent again and is found by its business id", async () => {
  const s = await studio();
  const { id } = await s.created();
  s.gateway.script.push({ class: "ambiguous", reason: "connection reset" });
  await s.runFor(9_000);
  expect((await s.variant(id)).status).toBe("unknown");

  const asked: string[] = [];
  s.gateway.answerLookups((handle) => {
    asked.push(handle);
    return handle.startsWith("mq-") ? running(10) : completed;
  });
  await s.runFor(2 * MINUTE_MS);
  expect(asked[0]).toMatch(/^mq-[0-9a-f]{8}-[0-9A-Z]{26}$/);
  expect((await s.variant(id)).status).toBe("succeeded");
  expect(s.gateway.ledger).toHaveLength(0);
});

test("an unknown that is never found stays unknown and is asked for ever more rarely", async () => {
  const s = await studio();
  const { id } = await s.created();
  s.gateway.script.push({ class: "ambiguous", reason: "timeout" });
  let asked = 0;
  s.gateway.answerLookups(() => {
    asked += 1;
    return { found: false };
  });
  await s.runFor(14 * 24 * 60 * MINUTE_MS);
  expect((await s.variant(id)).status).toBe("unknown");
  // Six rungs, then once a day until the eighth day is over.
  expect(asked).toBe(14);
  expect((await s.variant(id)).attention).toBe("never_answered");
});

test("I9: a process that dies before it sent anything sends once after its restart", async () => {
  const s = await studio();
  const { id } = await s.created();
  s.gateway.script.push("crash_before_send");
  await expect(s.runFor(1_000)).rejects.toThrow(CrashError);
  expect((await s.variant(id)).status).toBe("submitting");

  await s.run({ name: "submit", id: (await s.variant(id)).id });
  await s.runFor(1_000);
  expect((await s.variant(id)).status).toBe("submitted");
  expect(s.gateway.ledger).toHaveLength(1);
});

test("I9: a process that dies after it sent never sends again; the task is adopted", async () => {
  const s = await studio();
  const { id } = await s.created();
  s.gateway.script.push("crash_after_send");
  await expect(s.runFor(1_000)).rejects.toThrow(CrashError);

  s.gateway.answerLookups(() => completed);
  await s.run({ name: "submit", id: (await s.variant(id)).id });
  await s.runFor(MINUTE_MS);
  expect((await s.variant(id)).status).toBe("succeeded");
  expect(s.gateway.ledger).toHaveLength(1);
});

test("a task that failed releases its cell to a retry with the next number", async () => {
  const s = await studio();
  const { id } = await s.created({ variantCount: 2 });
  s.gateway.answerLookups((taskId) =>
    taskId === "task_1"
      ? found({ status: "failed", code: "generation_failed", message: "no images in answer" })
      : running(5),
  );
  await s.runFor(10_000);
  const failed = await s.variant(id, 1);
  expect(failed.status).toBe("failed");

  const [retried, again] = await Promise.all([
    retryVariant(s.ports, s.actor, failed.id),
    retryVariant(s.ports, s.actor, failed.id),
  ]);
  expect([retried.ok, again.ok]).toContain(true);
  const generation = await findGeneration(s.ports, s.actor, id);
  expect(generation?.variants.map(({ number, cell }) => [number, cell])).toEqual([
    [1, 1],
    [2, 2],
    [3, 1],
  ]);
  expect(await retryVariant(s.ports, s.actor, failed.id)).toMatchObject({
    error: { code: "not_retryable" },
  });
});

test("a result that cannot be fetched is fetched later; nothing is paid again", async () => {
  const s = await studio();
  const { id } = await s.created();
  s.gateway.answerLookups(() => completed);
  s.downloads.script.push({ ok: false, reason: "unreachable", detail: "reset" });
  await s.runFor(5_500);
  expect(await s.variant(id)).toMatchObject({
    status: "saving",
    waitReason: "gateway_unreachable",
  });
  await s.runFor(10_000);
  expect((await s.variant(id)).status).toBe("succeeded");
  expect(s.gateway.ledger).toHaveLength(1);
});

test("bytes that are no picture are kept aside and said to be paid for", async () => {
  const s = await studio();
  const { id } = await s.created();
  s.gateway.answerLookups(() => completed);
  s.media.refuse({ code: "not_an_image" });
  await s.runFor(MINUTE_MS);
  expect(await s.variant(id)).toMatchObject({ status: "failed", failureCode: "result_unreadable" });
  expect([...s.files.keys].some((key) => key.startsWith("quarantine/"))).toBe(true);
});

test("a result that is gone at its first address is fetched from a fresh one", async () => {
  const s = await studio();
  const { id } = await s.created();
  let looks = 0;
  s.gateway.answerLookups((handle) => {
    if (handle.startsWith("task_")) looks += 1;
    return found({
      status: "completed",
      resultUrls: [`https://files.example/${looks}.png`],
      expiresAt: null,
    });
  });
  s.downloads.script.push({ ok: false, reason: "gone", detail: "404" });
  await s.runFor(MINUTE_MS);
  expect(s.downloads.urls).toEqual(["https://files.example/1.png", "https://files.example/2.png"]);
  expect((await s.variant(id)).status).toBe("succeeded");
});

test("D03: nothing of one team exists for another", async () => {
  const [mine, theirs] = [await studio(), await studio()];
  const { id, variants } = await theirs.created();
  const variantId = variants[0]?.id ?? "";
  expect(await findGeneration(mine.ports, mine.actor, id)).toBeNull();
  expect((await readStatus(mine.ports, mine.actor, [id])).variants).toEqual([]);
  expect(await readTaskLog(mine.ports, mine.actor, variantId)).toBeNull();
  expect(await retryVariant(mine.ports, mine.actor, variantId)).toMatchObject({
    error: { code: "not_found" },
  });
  expect(await checkVariant(mine.ports, mine.actor, variantId)).toMatchObject({
    error: { code: "not_found" },
  });
  const list = await listGenerations(mine.ports, mine.actor, {
    projectId: theirs.projectId,
    cursor: null,
    limit: 10,
  });
  expect(list.generations).toEqual([]);
});

test("the feed pages from newest to oldest without a gap or a repeat", async () => {
  const s = await studio();
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    made.unshift((await s.created()).id);
    if (count !== 2) s.ports.clock.advance(1_000);
  }
  const seen: string[] = [];
  let cursor = null;
  do {
    const page: Awaited<ReturnType<typeof listGenerations>> = await listGenerations(
      s.ports,
      s.actor,
      {
        projectId: s.projectId,
        cursor,
        limit: 2,
      },
    );
    seen.push(...page.generations.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  expect(seen).toEqual(made);
});
