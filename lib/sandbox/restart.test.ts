import { appendFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clientOf, flatPicture, openTestClient } from "@/lib/sandbox/test-client";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "sandbox-test-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

const pathOf = (url: string) => new URL(url).pathname;

test("tasks, pictures, uploads, ledger and balance outlive the process, on another port too", async () => {
  const before = await openTestClient({ dataDir });
  const { url } = (await before.upload(await flatPicture("teal"))).body.data;
  const { body } = await before.create({ client_business_id: "kept", image_urls: [url] });
  const done = await before.finish(body.id);
  const picture = await before.picture(done);
  const ledger = await before.ledger();
  await before.stop();

  const after = await openTestClient({ dataDir });
  const found = (await after.status("kept")).body;
  expect(found).toEqual({ ...done, result: expect.anything() });
  expect(found.result.data[0].url).toBe(after.url + pathOf(done.result.data[0].url));
  expect(await after.picture(found)).toEqual(picture);
  expect(await after.ledger()).toEqual(ledger);
  expect((await after.call("/v1/balance")).body.used_credits).toBe(8);
  expect((await fetch(after.url + pathOf(url))).status).toBe(200);
  await after.stop();
});

test("a task that was accepted before a kill is painted after the start, and half a line is no task", async () => {
  const first = await openTestClient({ dataDir });
  const ids: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) ids.push((await first.create()).body.id);
  // Stopping forgets what waits in the queue, as a kill does.
  await first.stop();
  await appendFile(path.join(dataDir, "tasks.jsonl"), '{"id":"tsk_img_half","cli');

  const second = await openTestClient({ dataDir });
  for (const id of ids) expect((await second.finish(id)).status).toBe("completed");
  expect((await second.status("tsk_img_half")).status).toBe(404);
  const added = (await second.create()).body.id;
  await second.stop();

  const third = await openTestClient({ dataDir });
  expect((await third.status(added)).status).toBe(200);
  await third.stop();
});

test("a start throws away results that are a day old, and keeps their tasks", async () => {
  const first = await openTestClient({ dataDir });
  const { body } = await first.create();
  await first.finish(body.id);
  await first.stop();
  const generated = path.join(dataDir, "files", "generated");
  expect(await readdir(generated)).toHaveLength(1);

  const dayAfter = await openTestClient({ dataDir, now: () => Date.now() + 90_000_000 });
  expect(await readdir(generated)).toEqual([]);
  expect((await dayAfter.status(body.id)).body.status).toBe("completed");
  await dayAfter.stop();
});

test("without a folder nothing is left behind", async () => {
  const folders = async () =>
    (await readdir(tmpdir())).filter((name) => name.startsWith("maquette-sandbox-"));
  const sandbox = await openTestClient();
  const during = await folders();
  await sandbox.stop();
  expect((await folders()).length).toBeLessThan(during.length);
});

test("a reset forgets everything", async () => {
  const client = await openTestClient({ dataDir });
  const { body } = await client.create();
  await client.post("/__sandbox/reset", {});
  expect((await client.status(body.id)).status).toBe(404);
  expect(await client.ledger()).toEqual({});
  await client.stop();
  const again = await openTestClient({ dataDir });
  expect(await clientOf(again.url).ledger()).toEqual({});
  await again.stop();
});
