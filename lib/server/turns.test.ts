import { expect, test } from "vitest";
import { createTurns } from "@/lib/server/turns";

/** Work that ends when it is told to. */
function works() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<string>((resolve) => ends.push(() => resolve("done")));
  return { work, ends, begun: () => ends.length };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("of one person so many run at once, the next ones in their order, and no more are let in", async () => {
  const turn = createTurns({ atOnce: 2, waitingMax: 1 });
  const { work, ends, begun } = works();
  const [first, second, third] = [turn("lin", work), turn("lin", work), turn("lin", work)];
  expect(await turn("lin", work)).toBeNull();
  expect(begun()).toBe(2);
  ends[0]?.();
  await first;
  await settled();
  expect(begun()).toBe(3);
  for (const end of ends) end();
  expect(await Promise.all([first, second, third])).toEqual(["done", "done", "done"]);
});

test("nobody waits for somebody else", async () => {
  const turn = createTurns({ atOnce: 1, waitingMax: 0 });
  const { work, ends } = works();
  const [lin, ada] = [turn("lin", work), turn("ada", work)];
  for (const end of ends) end();
  expect(await Promise.all([lin, ada])).toEqual(["done", "done"]);
});

test("work that fails gives its place away", async () => {
  const turn = createTurns({ atOnce: 1, waitingMax: 1 });
  const fails = turn("lin", () => Promise.reject(new Error("broken")));
  const next = turn("lin", async () => "done");
  await expect(fails).rejects.toThrow("broken");
  expect(await next).toBe("done");
  expect(await turn("lin", async () => "again")).toBe("again");
});
