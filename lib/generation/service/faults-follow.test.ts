import { afterAll, beforeAll, expect, test } from "vitest";
import { listAttention } from "@/lib/generation/service/decide";
import {
  DELIVERED,
  type End,
  lost,
  open,
  openFaultBench,
  refunded,
} from "@/lib/generation/service/test-fault-studio";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** For a test that lives through days. */
const LONG_MS = 2 * MINUTE_MS;

let bench: Awaited<ReturnType<typeof openFaultBench>>;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(() => bench.close());

const LOOKS_GOOD: [fault: string, sentence: string][] = [
  ["P01", "a task that waits, runs and completes becomes a picture"],
  ["P02", "odd figures of progress do no harm"],
  ["P03", "progress that falls does no harm"],
  ["P04", "a status that goes back does no harm, and nothing takes a picture back"],
  ["P06", "SUCCESS is completed"],
  ["P06b", "succeed is completed"],
  ["P06c", "a word with spaces around it is the word"],
  ["P09", "one picture of two is the picture that was asked for"],
  ["P11", "a task that fails after it had completed has completed"],
  ["P13", "a task that is not visible for half a minute is waited for"],
  ["P15", "an answer about somebody else's task is not believed, and ours is found"],
  ["P17", "refused looks are looked at later"],
  ["P18", "ten minutes of server errors fail nothing"],
  ["P20", "pages and half answers are asked for again"],
  ["P21", "a picture in data.outputs is found"],
  ["P21b", "a picture that is a bare address is found"],
  ["P21c", "a picture in a bare list is found"],
];
test.each(LOOKS_GOOD)("%s: %s", async (fault) => {
  const s = await bench.studio(fault);
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
});

const ENDS: [fault: string, sentence: string, end: End][] = [
  ["P07", "completed without a picture is paid for and lost", lost("result_missing")],
  ["P08", "completed with an empty list is paid for and lost", lost("result_missing")],
  ["P21d", "a picture that nobody finds is paid for and lost", lost("result_missing")],
  ["P23", "a hostile message fails like any other", refunded("generation_failed")],
  ["P27", "blocked after it had run is refused for its content", refunded("policy_refused")],
];
test.each(ENDS)("%s: %s", async (fault, _sentence, end) => {
  const s = await bench.studio(fault);
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([end]);
  expect(await s.charges()).toBe(1);
});

test("P05: a word that nobody knows means that the work goes on, is counted, and is told once", async () => {
  const s = await bench.studio("P05");
  const pressed = await s.press({ variantCount: 2 });
  await s.runUntil(pressed);
  const ends = await s.ends(pressed);
  expect(ends).toEqual([DELIVERED, DELIVERED]);
  expect(await s.charges()).toBe(2);
  expect(await s.ports.gatewayWords.list()).toMatchObject([{ word: "cooking", count: 6 }]);
  expect(s.warnings).toEqual([{ word: "cooking" }]);
});

test("P02, P03: the bar shows 0 to 100 and never falls, and the log is as short as ever", async () => {
  for (const fault of ["P02", "P03"]) {
    const s = await bench.studio(fault);
    const { id } = await s.press();
    let before = 0;
    await s.runUntil({ id }, ({ progressPercent, status }) => {
      expect(progressPercent ?? before).toBeGreaterThanOrEqual(before);
      expect(progressPercent ?? 0).toBeLessThanOrEqual(100);
      before = progressPercent ?? before;
      return status === "succeeded";
    });
    // One line for each thing that happened, and none for each look.
    const [variant] = await s.variants(id);
    const log = await s.log(variant?.id ?? "");
    expect(log.map(({ kind }) => kind)).toEqual(LOG_OF_SUCCESS);
  }
});

const LOG_OF_SUCCESS = ["queued", "sent", "accepted", "rendering", "finished", "saved"];

test("P21: what the gateway said instead of a picture is kept", async () => {
  const s = await bench.studio("P21d");
  const pressed = await s.press();
  await s.runUntil(pressed);
  const [variant] = await s.variants(pressed.id);
  expect(variant?.failureDetail).toContain("artifact");
});

test("P10: of more pictures than asked for the first is shown and the others are kept", async () => {
  const s = await bench.studio("P10");
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([{ ...DELIVERED, attention: "more_pictures" }]);
  expect(await s.charges()).toBe(1);
  const [id = ""] = pressed.variants.map((variant) => variant.id);
  expect((await s.stored("extra")).sort()).toEqual([`extra/${id}-2`, `extra/${id}-3`]);
  const said = (await s.log(id)).filter(({ kind }) => kind === "attention");
  expect(said.map(({ detail }) => detail)).toEqual([
    `One picture more: extra/${id}-3`,
    `One picture more: extra/${id}-2`,
  ]);
  expect(await s.stored("spool")).toEqual([]);
  const listed = await listAttention(s.ports, { ...s.actor, role: "admin" });
  if (!listed.ok) throw new Error(listed.error.code);
  expect(listed.value).toMatchObject([{ kept: [`extra/${id}-2`, `extra/${id}-3`] }]);
});

test("P12: a failure that comes good after all is delivered, and its money is corrected", async () => {
  const s = await bench.studio("P12");
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect((await s.variants(pressed.id))[0]?.status).toBe("failed");
  await s.runUntil(pressed, ({ status }) => status === "succeeded");
  expect(await s.ends(pressed)).toEqual([{ ...DELIVERED, attention: "late_success" }]);
  expect(await s.charges()).toBe(1);
});

test(
  "P14: a task that vanished is unknown after a day, and never sent again",
  async () => {
    const s = await bench.studio("P14");
    const pressed = await s.press();
    await s.runUntil(pressed, ({ status }) => status === "running");
    await s.runFor(23 * HOUR_MS);
    expect((await s.variants(pressed.id))[0]?.status).toBe("running");
    await s.runFor(2 * HOUR_MS);
    expect(await s.ends(pressed)).toEqual([open("unknown")]);
    await s.runFor(9 * 24 * HOUR_MS);
    expect(await s.ends(pressed)).toEqual([open("unknown", "never_answered")]);
    expect(await s.charges()).toBe(1);
  },
  LONG_MS,
);

test(
  "P16: a task that is stuck is unknown after a day, and found when it is done after all",
  async () => {
    const s = await bench.studio("P16");
    const pressed = await s.press();
    await s.runFor(25 * HOUR_MS);
    expect(await s.ends(pressed)).toEqual([open("unknown")]);
    await s.runFor(72 * HOUR_MS);
    expect(await s.ends(pressed)).toEqual([DELIVERED]);
    expect(await s.charges()).toBe(1);
  },
  LONG_MS,
);

test("P19: a key that is revoked midway fails nothing, and another key of the account goes on", async () => {
  const s = await bench.studio("P19");
  const pressed = await s.press();
  await s.runFor(10 * MINUTE_MS);
  const [waiting] = await s.variants(pressed.id);
  expect(waiting).toMatchObject({ status: "running", waitReason: "bad_key" });
  s.useKey("sk-another-P19");
  await s.runUntil(pressed);
  expect((await s.ends(pressed))[0]).toMatchObject({ status: "succeeded", failureCode: null });
  expect(await s.charges()).toBe(1);
});

test("P23: of a hostile message only plain words are kept", async () => {
  const s = await bench.studio("P23");
  const pressed = await s.press();
  await s.runUntil(pressed);
  const detail = (await s.variants(pressed.id))[0]?.failureDetail ?? "";
  expect(detail.length).toBeLessThanOrEqual(2_000);
  expect(detail).toContain("desrever");
  expect(detail).not.toMatch(/<script|sk-sandbox/);
  expect(detail).not.toMatch(/[\p{Cc}\u202e]/u);
});
