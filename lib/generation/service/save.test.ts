import { afterAll, beforeAll, expect, test } from "vitest";
import { CrashError } from "@/lib/adapters/memory/scripted-gateway";
import { DELIVERED, openFaultBench } from "@/lib/generation/service/test-fault-studio";

let bench: Awaited<ReturnType<typeof openFaultBench>>;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(() => bench.close());

test("I9: a picture that was stored before the studio died is not fetched again, its address may be dead", async () => {
  const s = await bench.studio("R01");
  const pressed = await s.press();
  const { create } = s.ports.images;
  s.ports.images.create = async () => {
    s.ports.images.create = create;
    throw new CrashError();
  };
  await expect(s.runUntil(pressed)).rejects.toThrow(CrashError);
  expect(await s.stored("blobs")).toHaveLength(1);

  await s.run({ name: "save", id: pressed.variants[0]?.id ?? "" });
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.fileRequests()).toHaveLength(1);
  expect(await s.stored("blobs")).toHaveLength(1);
  expect(await s.stored("spool")).toEqual([]);
});

test("whoever comes to save a variant that is being saved leaves it alone", async () => {
  const s = await bench.studio("R01");
  const pressed = await s.press();
  const job = { name: "save", id: pressed.variants[0]?.id ?? "" } as const;
  const { download } = s.ports.downloader;
  let downloadCount = 0;
  s.ports.downloader.download = async (...given) => {
    downloadCount += 1;
    if (downloadCount === 1) await s.run(job);
    return download(...given);
  };
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(downloadCount).toBe(1);
  expect(await s.stored("spool")).toEqual([]);
});

test("the bytes of a picture are held from before they are put away until its row speaks of them", async () => {
  const s = await bench.studio("R01");
  const pressed = await s.press();
  const { hold } = s.ports.blobs;
  const { putFile } = s.ports.storage;
  const { create } = s.ports.images;
  const seen: string[] = [];
  s.ports.blobs.hold = async (sha256) => {
    seen.push("held");
    const held = await hold(sha256);
    return {
      async release() {
        seen.push("released");
        await held.release();
      },
    };
  };
  s.ports.storage.putFile = async (key, path) => {
    if (key.startsWith("blobs/")) seen.push("put away");
    await putFile(key, path);
  };
  s.ports.images.create = async (...given) => {
    seen.push("written");
    await create(...given);
  };
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(seen).toEqual(["held", "put away", "written", "released"]);
});
