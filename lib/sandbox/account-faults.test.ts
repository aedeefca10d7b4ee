import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBytes, hear } from "@/lib/sandbox/raw-client";
import { flatPicture, openTestClient, type TestClient } from "@/lib/sandbox/test-client";

let client: TestClient;
beforeEach(async () => {
  client = await openTestClient({ speed: 1 });
});
afterEach(() => client.stop());

const as = (fault: string) => client.as(`sk-sandbox-${fault}`);
const creates = async (fault: string, count: number) => {
  const seen = [];
  for (let turn = 0; turn < count; turn += 1) seen.push((await as(fault).create()).status);
  return seen;
};
const balance = async (fault: string) => (await as(fault).call("/v1/balance")).status;

test("M01 a key is revoked after five calls, for every call", async () => {
  expect(await creates("M01", 5)).toEqual(Array(5).fill(200));
  expect(await creates("M01", 1)).toEqual([401]);
  expect(await balance("M01")).toBe(401);
  expect((await client.ledger())["sk-sandbox-M01"]).toHaveLength(5);
});

test("M02 the money is gone after ten tasks, and the balance says so", async () => {
  expect((await as("M02").call("/v1/balance")).body.remain_credits).toBeGreaterThan(0);
  expect(await creates("M02", 12)).toEqual([...Array(10).fill(200), 402, 402]);
  expect((await as("M02").call("/v1/user/balance")).body.remain_credits).toBe(0);
  expect((await client.ledger())["sk-sandbox-M02"]).toHaveLength(10);
});

test("M03 an old key is good for a minute more", async () => {
  expect(await balance("M03")).toBe(200);
  await client.advance(59_000);
  expect(await balance("M03")).toBe(200);
  await client.advance(2_000);
  expect(await balance("M03")).toBe(401);
});

test.each([
  ["M05", 1],
  ["M05b", -1],
])("%s the clock of the gateway is a day off, and its dates with it", async (fault, days) => {
  const { status, headers } = await as(fault).create();
  const date = Date.parse(headers.get("date") ?? "");
  expect(status).toBe(429);
  expect(Math.round((date - Date.now()) / 86_400_000)).toBe(days);
  expect(Date.parse(headers.get("retry-after") ?? "") - date).toBe(3_000);
  await client.advance(3_000);
  expect(await creates(fault, 1)).toEqual([200]);
});

test("M07 maintenance for two hours after five calls", async () => {
  for (let turn = 0; turn < 5; turn += 1) expect(await balance("M07")).toBe(200);
  expect([...(await creates("M07", 1)), await balance("M07")]).toEqual([503, 503]);
  await client.advance(2 * 3_600_000 + 1_000);
  expect(await creates("M07", 1)).toEqual([200]);
});

test("M11 the sixth connection is refused while five are open", async () => {
  const request = createBytes("sk-sandbox-M11");
  const openOne = () => {
    const answered = Promise.withResolvers<void>();
    void hear(client.port, request, (bytes) => {
      if (bytes.includes('"metadata":{}')) answered.resolve();
      return false;
    });
    return answered.promise;
  };
  await Promise.all(Array.from({ length: 5 }, openOne));
  expect(await hear(client.port, request)).toEqual({ bytes: "", end: "reset" });
  expect((await client.ledger())["sk-sandbox-M11"]).toHaveLength(5);
});

describe("uploads", () => {
  const upload = async (fault: string, colour: string) =>
    as(fault).upload(await flatPicture(colour));

  test("M12 is kept, and the connection reset; a repeat is good", async () => {
    await expect(upload("M12", "teal")).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect((await upload("M12", "teal")).status).toBe(200);
    await expect(upload("M12", "red")).rejects.toThrow();
  });

  test("M13 the first address is dead before it is used, the next one lives", async () => {
    const dead = (await upload("M13", "teal")).body.data.url;
    const refused = await as("M13").create({ image_urls: [dead] });
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringContaining("Failed to mirror reference image 1"),
    ]);
    const alive = (await upload("M13", "teal")).body.data.url;
    expect((await as("M13").create({ image_urls: [alive] })).status).toBe(200);
  });

  test("M14 two pictures get one address", async () => {
    const [first, second] = [await upload("M14", "teal"), await upload("M14", "red")];
    expect(second.body.data.url).toBe(first.body.data.url);
  });

  test("M15 nine are good, five fail, and then all are good", async () => {
    const statuses = [];
    for (let turn = 0; turn < 15; turn += 1) statuses.push((await upload("M15", "teal")).status);
    expect(statuses).toEqual([...Array(9).fill(200), ...Array(5).fill(500), 200]);
  });

  test("a script may speak of uploads: the next create call does not take their turn", async () => {
    await client.post("/__sandbox/script", { faults: ["M13", "F27"] });
    expect((await client.create()).status).toBe(422);
    const { url } = (await client.upload(await flatPicture("teal"))).body.data;
    expect((await fetch(url)).status).toBe(404);
  });
});
