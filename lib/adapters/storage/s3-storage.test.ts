import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createS3Storage } from "@/lib/adapters/storage/s3-storage";
import { CREDENTIALS, startS3Server } from "@/lib/adapters/storage/test-s3-server";
import { blobKey, derivativeKey, type ObjectStorage } from "@/lib/ports/object-storage";

const SHA = "9f".repeat(32);
const KEY = blobKey(SHA);
const SMALL_COPY = derivativeKey(SHA, 320);

let root: string;
let server: { endpoint: string; stop: () => Promise<void> };
/** Two machines that share the bucket and nothing else. */
let here: ObjectStorage;
let there: ObjectStorage;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "maquette-s3-"));
  server = await startS3Server(path.join(root, "bucket"));
  here = machine("here");
  there = machine("there");
});
afterEach(async () => {
  await server.stop().catch(() => undefined);
  await rm(root, { recursive: true, force: true });
});

function machine(name: string, changes: object = {}, cacheLimitBytes = 1_000_000): ObjectStorage {
  const address = {
    bucket: "studio",
    prefix: "maquette",
    endpoint: server.endpoint,
    region: "us-east-1",
    ...CREDENTIALS,
    ...changes,
  };
  const dataDir = path.join(root, name);
  return createS3Storage({ address, dataDir, spoolLimitBytes: null, cacheLimitBytes });
}

async function store(storage: ObjectStorage, key: string, content: string): Promise<void> {
  const file = await storage.newSpoolPath();
  await writeFile(file, content);
  await storage.putFile(key, file);
}

async function sent(storage: ObjectStorage, key: string, end: number): Promise<string> {
  const sink = new PassThrough();
  const received = buffer(sink);
  await storage.send(key, { start: 0, end }, sink);
  sink.end();
  return (await received).toString();
}

test("what one machine stores, another one reads", async () => {
  await store(here, KEY, "hello");
  expect(await there.sizeBytes(KEY)).toBe(5);
  expect(await sent(there, KEY, 4)).toBe("hello");
  expect(await readFile(await there.localPath(KEY), "utf8")).toBe("hello");
});

test("objects lie under the prefix, and a name that is taken by half an object is written again", async () => {
  const object = path.join(root, "bucket/studio/maquette", `${KEY}._S3rver_object`);
  await store(here, KEY, "hello");
  await writeFile(object, "hel");
  await store(there, KEY, "hello");
  expect(await readFile(object, "utf8")).toBe("hello");
});

test("everybody who asks for the same copy at once waits for one download", async () => {
  await store(here, KEY, "hello");
  const paths = await Promise.all(Array.from({ length: 8 }, () => there.localPath(KEY)));
  expect(new Set(paths).size).toBe(1);
  expect(await readdir(path.dirname(paths[0] ?? ""))).toHaveLength(1);
});

test("without the bucket, small copies and whatever else was fetched are still shown", async () => {
  await store(here, KEY, "large");
  await store(here, SMALL_COPY, "small");
  await sent(there, SMALL_COPY, 4);
  await server.stop();
  expect(await sent(there, SMALL_COPY, 4)).toBe("small");
  expect(await there.sizeBytes(SMALL_COPY)).toBe(5);
  expect(await sent(here, KEY, 4)).toBe("large");
  await expect(sent(there, KEY, 4)).rejects.toMatchObject({ code: "unavailable" });
  await expect(there.has(blobKey("00".repeat(32)))).rejects.toMatchObject({ code: "unavailable" });
  expect(await there.isWritable()).toBe(true);
  expect(await there.isAvailable()).toBe(false);
});

test("copies beyond the limit leave, first those that nobody asked for", async () => {
  const keys = ["a", "b", "c", "d"].map((letter) => blobKey(letter.repeat(64)));
  const small = machine("small", {}, 35);
  for (const [index, key] of keys.entries()) {
    await store(here, key, "ten bytes.");
    const copy = await small.localPath(key);
    const anHourAgo = Date.now() / 1_000 - 3_600 + index;
    await utimes(copy, anHourAgo, anHourAgo);
    await small.localPath(keys[0] ?? "");
  }
  const left = await readdir(path.join(root, "small/cache/blobs"), { recursive: true });
  expect(left.filter((name) => name.length > 2).map((name) => name.slice(3, 4))).toEqual(
    expect.arrayContaining(["a", "d"]),
  );
  expect(left.filter((name) => name.length > 2)).toHaveLength(3);
});

test.each([
  [{ accessKeyId: "nobody" }, /AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY/],
  [{ bucket: "other" }, /There is no bucket "other".*STORAGE_URL/],
  [{ endpoint: "http://127.0.0.1:1" }, /http:\/\/127\.0\.0\.1:1 does not answer.*STORAGE_URL/],
])("a mistake in %j names the setting", async (changes, sentence) => {
  const failing = store(machine("misled", changes), KEY, "hello");
  await expect(failing).rejects.toMatchObject({ code: "unavailable", message: sentence });
});

/** A bucket that answers by turns; a number is a status without a body. */
async function scripted(answers: (number | ((response: ServerResponse) => void))[]) {
  const fake: Server = createServer((request, response) => {
    const answer = answers.shift();
    request.resume().once("end", () => {
      if (typeof answer === "function") answer(response);
      else response.writeHead(answer ?? 500).end();
    });
  });
  await new Promise<void>((resolve) => fake.listen(0, "127.0.0.1", resolve));
  const address = fake.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    answers,
    [Symbol.asyncDispose]: async () => {
      fake.closeAllConnections();
      await new Promise((resolve) => fake.close(resolve));
    },
  };
}

const sized = (bytes: number) => (response: ServerResponse) => {
  response.writeHead(200, { "content-length": bytes }).end();
};

test("another region's bucket names the region", async () => {
  await using bucket = await scripted([301]);
  const storage = machine("misled", { endpoint: bucket.endpoint, region: "eu-north-1" });
  await expect(storage.has(KEY)).rejects.toThrow(
    /not in region "eu-north-1".*region in STORAGE_URL/,
  );
});

test("a bucket that is busy for a moment is asked again", async () => {
  await using bucket = await scripted([404, 503, 500, 200, sized(5)]);
  await store(machine("patient", { endpoint: bucket.endpoint }), KEY, "hello");
  expect(bucket.answers).toEqual([]);
});

test("a bucket that shows an object a moment later has it", async () => {
  await using bucket = await scripted([404, 200, 404, sized(3), sized(5)]);
  await store(machine("patient", { endpoint: bucket.endpoint }), KEY, "hello");
  expect(bucket.answers).toEqual([]);
});

test("a bucket that never shows the object has not stored it: the source stays", async () => {
  await using bucket = await scripted([404, 200, 404, 404, 404, 404, 404]);
  const storage = machine("betrayed", { endpoint: bucket.endpoint });
  await expect(store(storage, KEY, "hello")).rejects.toMatchObject({ code: "unavailable" });
  expect(await readdir(path.join(root, "betrayed/spool"))).toHaveLength(1);
});

test("a full bucket is full", async () => {
  await using bucket = await scripted([404, 507, 507, 507]);
  const storage = machine("crowded", { endpoint: bucket.endpoint });
  await expect(store(storage, KEY, "hello")).rejects.toMatchObject({ code: "full" });
});

test("an object that is cut off is no copy", async () => {
  await using bucket = await scripted([
    (response) => {
      response.writeHead(200, { "content-length": 10 });
      response.write("hel", () => response.destroy());
    },
  ]);
  const storage = machine("cut", { endpoint: bucket.endpoint });
  await expect(storage.localPath(KEY)).rejects.toMatchObject({ code: "unavailable" });
  expect(await readdir(path.join(root, "cut/cache/blobs/9f"))).toEqual([]);
});
