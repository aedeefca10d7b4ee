import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addPictures,
  type Bench,
  type FaultStudio,
  sendsOf,
} from "@/lib/generation/service/test-fault-play";
import { DELIVERED, openFaultBench, refunded } from "@/lib/generation/service/test-fault-studio";
import { setBudget } from "@/lib/money/service/ledger";
import { setPrice } from "@/lib/money/service/prices";

let bench: Bench;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(() => bench.close());

async function uploadsOf({ gateway }: FaultStudio): Promise<number> {
  const { requests } = (await gateway.call("/__sandbox/requests")).body;
  return requests.filter(({ path }: { path: string }) => path === "/v1/uploads/images").length;
}

const UPLOADS: [
  fault: string,
  sentence: string,
  counts: { pictures: number; uploads: number; sends: number },
][] = [
  ["M12", "an upload that was reset is repeated", { pictures: 1, uploads: 2, sends: 1 }],
  ["M13", "an address that died is uploaded anew", { pictures: 1, uploads: 2, sends: 2 }],
  [
    "M15",
    "of fourteen only the missing five are uploaded again",
    { pictures: 14, uploads: 19, sends: 1 },
  ],
];
test.each(UPLOADS)("%s: %s", async (fault, _sentence, { pictures, uploads, sends }) => {
  const s = await bench.studio(fault);
  const references = await addPictures(s, pictures);
  const pressed = await s.press({ references });
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await uploadsOf(s)).toBe(uploads);
  expect(await sendsOf(s)).toBe(sends);
  expect(await s.charges()).toBe(1);
  const [task] = (await s.gateway.ledger())[`sk-sandbox-${fault}`];
  expect(task.references).toHaveLength(pictures);
  // And the next press needs no upload at all.
  await s.runUntil(await s.press({ references, prompt: "Another bottle" }));
  expect(await uploadsOf(s)).toBe(uploads);
});

test("M14: two references with one address are refused before anything is sent", async () => {
  const s = await bench.studio("M14");
  const pressed = await s.press({ references: await addPictures(s, 2) });
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([refunded("reference_refused")]);
  expect(await sendsOf(s)).toBe(0);
  expect(await s.charges()).toBe(0);
});

test("M16: a price that rises over the cap between press and send lets go of the money", async () => {
  const s = await bench.studio("F01");
  const pressed = await s.press();
  const { model, resolution } = pressed;
  const rise = (priceMicroUsd: number) =>
    setPrice(s.ports, { model, resolution, priceMicroUsd, source: "test", readOn: "2026-03-01" });
  const team = { teamId: s.teamId, scope: "team", scopeId: s.teamId } as const;
  await setBudget(s.ports, { ...team, month: "2026-03", isSandbox: false }, 50_000);
  await rise(50_001);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([refunded("price_changed")]);
  expect(await sendsOf(s)).toBe(0);
  expect(await s.charges()).toBe(0);

  await rise(25_000);
  const another = await s.press();
  await rise(50_000);
  await s.runFor(1);
  expect(await s.variants(another.id)).toMatchObject([
    { status: "submitted", reservedMicroUsd: 50_000 },
  ]);
  expect(await s.charges()).toBe(1);
  await rise(25_000);
});
