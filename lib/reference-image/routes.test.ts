import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { StorageError } from "@/lib/ports/object-storage";
import { referenceImageRoutes } from "@/lib/reference-image/routes";
import { UPLOAD_SIZE_BYTES_MAX } from "@/lib/reference-image/schema/facts";
import { HOSTILE_FILES } from "@/lib/sandbox/hostile-files";
import { getPorts, getSettings } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { signInOwner } from "@/lib/server/test-owner";

const STATUS: Record<string, number> = {
  accepted: 201,
  empty_file: 422,
  not_an_image: 415,
  unsupported_kind: 415,
  image_malformed: 422,
  image_animated: 422,
  too_many_pixels: 422,
  side_out_of_range: 422,
};

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cookie: string;
const server = createServer(createDataPlane(createLogger("silent"), [referenceImageRoutes]));
// Making a large file takes longer than Node leaves an idle connection open.
server.keepAliveTimeout = 75_000;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-uploads-"));
  database = await createTestDatabase();
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  const media = { entry: await bundleDecodeProcess(folder), processesMax: 1, timeoutMs: 60_000 };
  Object.assign(getPorts(), { media: createMediaProcess(media) });
  cookie = await signInOwner();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await getPorts().media.close();
  vi.unstubAllEnvs();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function put(name: string, body: Buffer) {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/api/uploads/${getPorts().clock.newId()}`, {
    method: "PUT",
    headers: { cookie, origin: getSettings().publicUrl, "x-file-name": encodeURIComponent(name) },
    body: new Uint8Array(body),
  });
}

const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const stored = async (place: string) => {
  const found = await readdir(path.join(folder, "storage", place), {
    recursive: true,
    withFileTypes: true,
  });
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
};

test("U04, U06, U07: every hostile file is answered at the door, and only what was taken is kept", async () => {
  const answers: (string | number)[][] = [];
  const taken: string[] = [];
  for (const { id, name, make } of HOSTILE_FILES) {
    const bytes = await make();
    const response = await put(name, bytes);
    const { code = "accepted" } = (await response.json()) as { code?: string };
    answers.push([id, code, response.status]);
    if (response.ok) taken.push(sha256Of(bytes));
  }
  expect(answers).toEqual(
    HOSTILE_FILES.map(({ id, asUpload }) => [id, asUpload, STATUS[asUpload] ?? 0]),
  );
  expect((await stored("blobs")).sort()).toEqual(taken.sort());
  expect(await stored("spool")).toEqual([]);
  expect(await database.prisma.referenceImage.count()).toBe(taken.length);

  const good = HOSTILE_FILES.find(({ id }) => id === "png-interlaced");
  expect((await put("good.png", (await good?.make()) ?? Buffer.alloc(0))).status).toBe(201);
}, 240_000);

test("U17: the same bytes twice, under two names and at once, are one reference image and one file", async () => {
  const sharp = (await import("sharp")).default;
  const bytes = await sharp({
    create: { width: 40, height: 30, channels: 3, background: "#0a7" },
  })
    .png()
    .toBuffer();
  const count = () => database.prisma.referenceImage.count();
  const before = { rows: await count(), files: (await stored("blobs")).length };
  const answers = await Promise.all([put("stone.png", bytes), put("copy of stone.png", bytes)]);
  answers.push(await put("stone again.png", bytes));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const ids = await Promise.all(
    answers.map(async (answer) => ((await answer.json()) as { id: string }).id),
  );
  expect(new Set(ids).size).toBe(1);
  expect(await count()).toBe(before.rows + 1);
  expect(await stored("blobs")).toHaveLength(before.files + 1);
  expect(await stored("spool")).toEqual([]);
});

test("U02: one byte too many is refused, and nothing of it is kept", async () => {
  const before = await stored(".");
  const response = await put("large.png", Buffer.alloc(UPLOAD_SIZE_BYTES_MAX + 1));
  expect([response.status, await response.json()]).toMatchObject([
    413,
    { code: "too_large", limitBytes: UPLOAD_SIZE_BYTES_MAX },
  ]);
  expect(await stored(".")).toEqual(before);
});

test("U27: on a full disk the answer says so, and nothing of the file is kept", async () => {
  const { storage } = getPorts();
  const putFile = vi
    .spyOn(storage, "putFile")
    .mockRejectedValue(new StorageError("full", "No room is left"));
  const before = await stored(".");
  const sharp = (await import("sharp")).default;
  const create = { width: 50, height: 30, channels: 3, background: "#70a" } as const;
  const response = await put("stone.png", await sharp({ create }).png().toBuffer());
  putFile.mockRestore();
  expect([response.status, await response.json()]).toMatchObject([507, { code: "storage_full" }]);
  expect(await stored(".")).toEqual(before);
});

test("U24: a stranger is refused before anything is looked at", async () => {
  const owner = cookie;
  cookie = "";
  const response = await put("photo.png", Buffer.alloc(1_000));
  cookie = owner;
  expect(response.status).toBe(401);
});
