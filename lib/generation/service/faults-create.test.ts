import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, obstaclesOf, play, sendsOf } from "@/lib/generation/service/test-fault-play";
import {
  DELIVERED,
  type End,
  open,
  openFaultBench,
  refunded,
} from "@/lib/generation/service/test-fault-studio";
import type { ModelGapCode } from "@/lib/sending/schema";
import { listModelGaps } from "@/lib/sending/service/models";

const MINUTE_MS = 60_000;

let bench: Bench;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(() => bench.close());

const DELIVERS: [fault: string, sentence: string][] = [
  ["F01", "a call that goes well becomes a picture"],
  ["F03", "a refusal that names seconds is tried again"],
  ["F04", "a refusal that names a date is tried again"],
  ["F05", "a bare refusal is tried again"],
  ["F07", "a refusal for a day is tried again after an hour"],
  ["F08", "a refusal with garbage for a time is tried again"],
  ["F10", "a server error behind which the task exists is found"],
  ["F11", "an error page of the edge is no failure: the task is found"],
  ["F12", "the limiter that is down proves that nothing was accepted"],
  ["F13", "a gateway timeout is no failure: the task is found"],
  ["F16", "a reset after it was processed is no failure: the task is found"],
  ["F17", "an end without an answer is no failure: the task is found"],
  ["F18", "half an answer proves nothing, and the task is found"],
  ["F19", "an answer that is cut proves nothing, and the task is found"],
  ["F20", "a page instead of an answer proves nothing, and the task is found"],
  ["F21", "an answer without an id proves nothing, and the task is found"],
  ["F21b", "an empty answer proves nothing, and the task is found"],
  ["F23", "too many requests inside a 200 are tried again"],
  ["F23c", "an error of nobody knows which kind inside a 200 proves nothing"],
  ["F24", "a redirect is not followed, and the task is found"],
  ["F37", "an answer that is too large proves nothing, and the task is found"],
  ["F40", "two kinds of length prove nothing, and the task is found"],
  ["F40b", "a negative length proves nothing, and the task is found"],
  ["F40c", "two lengths prove nothing, and the task is found"],
  ["F46", "a picture that comes at once is saved"],
  ["F47", "a wrapped id is an id"],
  ["F47b", "a wrapped id with a number for a status is an id"],
  ["F47c", "a status in capitals is a status"],
  ["F48", "a look-up by our own id finds what a reset hid"],
  ["F48d", "a look-up that says no for a minute and a half finds it later"],
  ["F48e", "a look-up that fails for a minute and a half finds it later"],
  ["M05", "a clock that is a day ahead makes no wait longer"],
  ["M05b", "a clock that is a day behind makes no wait shorter"],
];
test.each(DELIVERS)("%s: %s", async (fault) => {
  const s = await bench.studio(fault);
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
});

const REFUSED: [fault: string, sentence: string, end: End][] = [
  ["F23b", "no quota inside a 200 is no balance", refunded("no_balance")],
  ["F27", "a refused prompt is refused for its content", refunded("policy_refused")],
  ["F27b", "a refused prompt is refused for its content, as a 400 too", refunded("policy_refused")],
  ["F28", "a key that is not taken is said", refunded("bad_key")],
  ["F29", "a model that the key may not use is said", refunded("not_allowed")],
  ["F30", "an account without money is said", refunded("no_balance")],
  ["F30b", "a token without quota is said", refunded("no_balance")],
  ["F31", "what is too large is said", refunded("too_large")],
  ["F32", "a model that is not there is said", refunded("model_unavailable")],
  ["F32b", "a model without a channel is said", refunded("model_unavailable")],
  ["F33", "a setting that is not taken is said", refunded("invalid_request")],
];
test.each(REFUSED)("%s: %s", async (fault, _sentence, end) => {
  const s = await bench.studio(fault);
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([end]);
  expect(await s.charges()).toBe(0);
  await s.runFor(60 * MINUTE_MS);
  expect(await sendsOf(s)).toBe(1);
});

const GAPS: [fault: string, sentence: string, code: ModelGapCode][] = [
  ["F29", "a model that the key may not use", "not_allowed"],
  ["F32", "a model that is not there", "model_unavailable"],
];
test.each(GAPS)(
  "%s: %s is marked until the gateway lists it again",
  async (...[fault, _, code]) => {
    const s = await bench.studio(fault);
    const { gateways } = s.ports;
    const listing = (models: string[]) => {
      const listImageModels = async () => models;
      s.ports.gateways = {
        ...gateways,
        open: (...given) => ({ ...gateways.open(...given), listImageModels }),
      };
    };
    listing(["another-model"]);
    const pressed = await s.press();
    const since = s.ports.clock.now();
    await s.runUntil(pressed);
    expect(await s.ends(pressed)).toEqual([refunded(code)]);
    const gap = { gatewayKeyId: s.key.id, model: pressed.model, code, since };
    await s.runFor(60 * MINUTE_MS);
    expect(await listModelGaps(s.ports, s.actor)).toEqual([gap]);
    listing([pressed.model]);
    await s.runFor(10 * MINUTE_MS);
    expect(await listModelGaps(s.ports, s.actor)).toEqual([]);
    expect(await s.charges()).toBe(0);
  },
);

test("F29: a model that the gateway takes again is no longer marked, whatever it lists", async () => {
  const s = await bench.studio("F29");
  await s.runUntil(await s.press());
  expect(await listModelGaps(s.ports, s.actor)).toHaveLength(1);
  await play(s, [null]);
  const pressed = await s.press({ prompt: "Another bottle" });
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await listModelGaps(s.ports, s.actor)).toEqual([]);
});

const WAITS: [fault: string, sentence: string, waitMs: number, sends: number][] = [
  ["F03", "two seconds are waited for", 2_000, 2],
  ["F04", "a date is read by the answer's own clock", 3_000, 2],
  ["F05", "without a time it waits 1, 2 and 4 seconds", 7_000, 4],
  ["F07", "a day is cut to an hour", 3_600_000, 2],
  ["F08", "garbage is no time: it waits 1, 2, 4 and 4 seconds", 11_000, 5],
  ["F12", "a limiter that is down names two seconds", 2_000, 2],
  ["F23", "a 200 that says 429 names two seconds", 2_000, 2],
  ["M05", "a date is right although the server's clock is a day ahead", 3_000, 2],
  ["M05b", "a date is right although the server's clock is a day behind", 3_000, 2],
];
test.each(WAITS)("%s: %s", async (...[fault, _sentence, waitMs, sends]) => {
  const s = await bench.studio(fault);
  const { id } = await s.press();
  await s.runFor(waitMs - 1);
  expect(await s.variants(id)).toMatchObject([{ status: "queued", waitReason: "gateway_busy" }]);
  expect(await sendsOf(s)).toBe(sends - 1);
  await s.runFor(1_000);
  expect(await s.variants(id)).toMatchObject([{ status: "submitted", waitReason: null }]);
  expect(await sendsOf(s)).toBe(sends);
  expect(await s.charges()).toBe(1);
});

const DOUBTFUL: [fault: string, sentence: string][] = [
  ["F09", "a server error"],
  ["F12b", "a 503 without a word of the limiter"],
  ["F15", "a reset in the middle of the request"],
  ["F31b", "a page of the edge that says too large"],
  ["F48b", "a reset, and a look-up that says 404,"],
  ["F48c", "a reset, and a look-up that says task_not_exist,"],
  ["F50", "a page of the edge that forbids"],
];
test.each(DOUBTFUL)("%s: %s is doubtful, and let go of once it is proven free", async (fault) => {
  const s = await bench.studio(fault);
  await play(s, [null]);
  // A task that is found by its own id is what the proof needs.
  const control = await s.press();
  await s.runUntil(control);
  const pressed = await s.press({ prompt: "Another bottle" });
  await s.runFor(MINUTE_MS);
  expect(await s.ends(pressed)).toEqual([open("unknown")]);
  expect(await obstaclesOf(s)).toEqual([]);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([refunded("not_accepted")]);
  expect(await s.ends(control)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
  expect(await sendsOf(s)).toBe(2);
});

test("F48b: without a task that is found, not being found proves nothing", async () => {
  const s = await bench.studio("F48b");
  const pressed = await s.press();
  await s.runFor(9 * 24 * 60 * MINUTE_MS);
  expect(await s.ends(pressed)).toEqual([open("unknown", "never_answered")]);
  expect(await sendsOf(s)).toBe(1);
  expect(await s.charges()).toBe(0);
});
