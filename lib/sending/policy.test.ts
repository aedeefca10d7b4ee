import { expect, test } from "vitest";
import { chooseTurns, PRIORITY, type Waiting } from "@/lib/sending/policy";

const queue = (personId: string, count: number, priority = 0): Waiting[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${personId}${index}`,
    personId,
    priority,
  }));

const none: ReadonlyMap<string, number> = new Map();

test("people take turns, whoever came first with however much", () => {
  const waiting = [...queue("a", 5), ...queue("b", 2)];
  expect(chooseTurns({ waiting, inFlight: none, slots: 10 }, 4)).toEqual(["a0", "b0", "a1", "b1"]);
});

test("somebody with nothing in flight goes before somebody with much", () => {
  const waiting = [...queue("a", 5), ...queue("b", 1)];
  const inFlight = new Map([["a", 3]]);
  expect(chooseTurns({ waiting, inFlight, slots: 10 }, 2)).toEqual(["b0", "a0"]);
});

test("a person who waits goes before any batch", () => {
  const waiting = [...queue("a", 2, 10), ...queue("b", 3)];
  const inFlight = new Map([["b", 4]]);
  expect(chooseTurns({ waiting, inFlight, slots: 20 }, 4)).toEqual(["b0", "b1", "b2", "a0"]);
});

test("what a person puts in front goes before their own, and before nobody else's", () => {
  const front = [{ id: "b-urgent", personId: "b", priority: PRIORITY.front }];
  const waiting = [...queue("a", 3), ...queue("b", 2), ...front];
  expect(chooseTurns({ waiting, inFlight: new Map([["b", 1]]), slots: 20 }, 3)).toEqual([
    "a0",
    "a1",
    "b-urgent",
  ]);
});

test("nobody holds more than half of the slots while another waits", () => {
  const waiting = [...queue("a", 5, 0), ...queue("b", 5, 10)];
  const inFlight = new Map([["a", 2]]);
  expect(chooseTurns({ waiting, inFlight, slots: 4 }, 4)).toEqual(["b0", "b1"]);
});

test("who is alone may use all slots, and no more than there are", () => {
  expect(chooseTurns({ waiting: queue("a", 9), inFlight: none, slots: 4 }, 9)).toHaveLength(4);
});

/** Each tick the gateway ends one task of `slots` and the next turn is chosen. */
function served(
  people: ReadonlyMap<string, number>,
  { slots, ticks }: { slots: number; ticks: number },
) {
  let waiting = [...people].flatMap(([person, count]) => queue(person, count));
  const running: string[] = [];
  const count = new Map<string, number>();
  for (let tick = 0; tick < ticks; tick += 1) {
    const inFlight = new Map<string, number>();
    for (const person of running) inFlight.set(person, (inFlight.get(person) ?? 0) + 1);
    const chosen = new Set(chooseTurns({ waiting, inFlight, slots }, slots));
    for (const variant of waiting) if (chosen.has(variant.id)) running.push(variant.personId);
    waiting = waiting.filter(({ id }) => !chosen.has(id));
    const done = running.shift();
    if (done) count.set(done, (count.get(done) ?? 0) + 1);
  }
  return [...people.keys()].map((person) => count.get(person) ?? 0);
}

test("ten people, one with 500 variants: Jain's index of what they got is at least 0.95", () => {
  const people = new Map(Array.from({ length: 10 }, (_, index) => [`p${index}`, index ? 40 : 500]));
  const shares = served(people, { slots: 20, ticks: 300 });
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  expect(sum ** 2 / (shares.length * squares)).toBeGreaterThanOrEqual(0.95);
});
