import { expect, test } from "vitest";
import { nextProgressPercent, secondsLeft } from "@/components/generation/progress";

const typicalMs = 30_000;

test("the bar follows whichever is further, the gateway or our own history", () => {
  const early = { elapsedMs: 1_000, typicalMs, gatewayPercent: 50 };
  expect(nextProgressPercent(0, early)).toBe(50);
  const late = nextProgressPercent(0, { elapsedMs: 30_000, typicalMs, gatewayPercent: 10 });
  expect(late).toBeGreaterThan(70);
  expect(late).toBeLessThan(90);
});

test("the bar never goes back", () => {
  let shown = 0;
  for (const gatewayPercent of [10, 40, 20, null, 60, 5]) {
    const next = nextProgressPercent(shown, { gatewayPercent, elapsedMs: 0, typicalMs: null });
    expect(next).toBeGreaterThanOrEqual(shown);
    shown = next;
  }
  expect(shown).toBe(60);
});

test("the bar never says that it is nearly there before the picture is", () => {
  const stuck = { gatewayPercent: 99, elapsedMs: 3_600_000, typicalMs };
  expect(nextProgressPercent(0, stuck)).toBe(95);
});

test("through any reload, clock and change of source the bar only grows, and never to 99", () => {
  const polls = [null, null, 12, 8, null, 40, 40, 99, 100].map((gatewayPercent, index) => ({
    gatewayPercent,
    elapsedMs: index * 7_000,
    typicalMs,
  }));
  // What the gateway has said is kept by the studio, so a page that begins anew begins with it.
  const heard = polls.map(({ gatewayPercent: _, ...facts }, index) => {
    const said = polls.slice(0, index + 1).flatMap((poll) => poll.gatewayPercent ?? []);
    return { ...facts, gatewayPercent: said.length > 0 ? Math.max(...said) : null };
  });
  const kept = heard.map((_, index) => heard.slice(0, index + 1).reduce(nextProgressPercent, 0));
  const reloaded = heard.map((facts) => nextProgressPercent(0, facts));
  expect(reloaded).toEqual(kept);
  expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  expect(kept.at(-1)).toBe(95);
});

test("without history and without a word from the gateway the bar claims nothing", () => {
  const nothing = { gatewayPercent: null, elapsedMs: 20_000, typicalMs: null };
  expect(nextProgressPercent(0, nothing)).toBe(0);
});

test("an estimate is given only from history, and not once it has been wrong", () => {
  expect(secondsLeft({ elapsedMs: 16_000, typicalMs })).toBe(14);
  expect(secondsLeft({ elapsedMs: 31_000, typicalMs })).toBeNull();
  expect(secondsLeft({ elapsedMs: 1_000, typicalMs: null })).toBeNull();
});

test("a clock that runs behind the server's does not lengthen the estimate", () => {
  expect(secondsLeft({ elapsedMs: -5_000, typicalMs })).toBe(30);
});
