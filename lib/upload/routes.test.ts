import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { generationRoutes } from "@/lib/generation/routes";
import { generationViewSchema } from "@/lib/generation/schema";
import { libraryRoutes } from "@/lib/library/routes";
import { libraryChunkSchema, libraryDaysSchema, libraryFacetsSchema } from "@/lib/library/schema";
import { binPictures } from "@/lib/library/service/change";
import { getPorts, getSettings } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { findActor } from "@/lib/server/sessions";
import { signInOwner } from "@/lib/server/test-owner";
import type { Actor } from "@/lib/shared/actor";
import { uploadRoutes } from "@/lib/upload/routes";
import { addedUploadSchema } from "@/lib/upload/schema";
import { addUpload, noteSource } from "@/lib/upload/service";

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cookie: string;
let actor: Actor;
let projectId: string;
const routes = [uploadRoutes, libraryRoutes, generationRoutes];
const server = createServer(createDataPlane(createLogger("silent"), routes));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-incoming-"));
  database = await createTestDatabase();
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  vi.stubEnv("MAQUETTE_SANDBOX_URL", "http://127.0.0.1:9");
  const media = { entry: await bundleDecodeProcess(folder), processesMax: 1, timeoutMs: 60_000 };
  Object.assign(getPorts(), { media: createMediaProcess(media) });
  projectId = getPorts().clock.newId();
  cookie = await signInOwner(projectId);
  const owner = await findActor(cookie);
  if (!owner) throw new Error("Nobody is signed in");
  actor = owner;
  await getPorts().engine.installationHandle();
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

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function put(
  name: string,
  body: Buffer,
  given: { cookie?: string; projectId?: string } = {},
) {
  const query = new URLSearchParams({ projectId: given.projectId ?? projectId });
  const url = `${address()}/api/library/uploads/${getPorts().clock.newId()}?${query}`;
  const response = await fetch(url, {
    method: "PUT",
    headers: {
      cookie: given.cookie ?? cookie,
      origin: getSettings().publicUrl,
      "x-file-name": encodeURIComponent(name),
    },
    body: new Uint8Array(body),
  });
  return { status: response.status, body: await response.json() };
}
const added = async (...asked: Parameters<typeof put>) =>
  addedUploadSchema.parse((await put(...asked)).body);

const get = async (place: string, query: Record<string, string> = {}) =>
  (
    await fetch(`${address()}${place}?${new URLSearchParams(query)}`, { headers: { cookie } })
  ).json();

let shade = 0;
/** Each another one. */
const photo = (width = 400, height = 300) => {
  shade += 16;
  const background = { r: shade, g: 80, b: 160 };
  return sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
};
const stored = async (place: string) =>
  (await readdir(path.join(folder, "storage", place), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

const total = async (q: string) =>
  libraryDaysSchema.parse(await get("/api/library/days", { q })).total;
const pictures = async (q: string) =>
  libraryChunkSchema.parse(
    await get("/api/library/pictures", {
      ...{ q, from: "2000-01-01", to: "2100-01-01", asOf: "2100-01-01T00:00:00.000Z", offset: "0" },
    }),
  ).pictures;

test("a file becomes a picture of the library, with its facts, and no run of the studio", async () => {
  const before = await total("");
  const { status, body } = await put("Bottle-shot_03.jpg", await photo());
  expect(status).toBe(201);
  const upload = addedUploadSchema.parse(body);
  expect(upload).toMatchObject({
    code: expect.stringMatching(/^AK-\d{4}-\d\d\/1$/),
    isKnown: false,
  });
  expect(await total("")).toBe(before + 1);
  for (const q of ["bottle", "shot 03", "has:upload bottle", "ratio:4:3 bottle", "by:me bottle"])
    expect(
      (await pictures(q)).map(({ imageId }) => imageId),
      q,
    ).toEqual([upload.imageId]);
  expect(await total("-has:upload")).toBe(0);
  expect((await pictures("bottle"))[0]).toMatchObject({
    ...{ prompt: "Bottle-shot_03.jpg", width: 400, height: 300, thumbhash: expect.any(String) },
  });
  const generation = generationViewSchema.parse(
    await get(`/api/generations/${upload.generationId}`),
  );
  expect(generation).toMatchObject({
    upload: { fileName: "Bottle-shot_03.jpg", source: "" },
    author: { name: "Designer" },
    variants: [{ status: "succeeded", image: { width: 400, height: 300, mime: "image/jpeg" } }],
  });
  expect(await get("/api/generations", { projectId })).toMatchObject({ generations: [] });
  const facets = libraryFacetsSchema.parse(await get("/api/library/facets", { q: "bottle" }));
  expect(facets.model).toEqual([]);
  expect(facets.person).toMatchObject([{ count: 1 }]);
  for (const q of ["", "bottle", "has:upload", "есть:upload bottle", "since:2020"]) {
    const counted = libraryFacetsSchema.parse(await get("/api/library/facets", { q }));
    const chosenBy = q.includes("upload") ? ["upload"] : [];
    const row = { value: "upload", label: "upload", count: await total(q), isAtLeast: false };
    expect(counted.has, q).toEqual([{ ...row, chosenBy }]);
  }
  const [look] = await database.prisma.$queryRaw<{ colours: string[] }[]>`
    select colours from image_look where image_id = ${upload.imageId}`;
  expect(look?.colours.length).toBeGreaterThan(0);
});

test("where it is from is noted, found and changed by the team alone", async () => {
  const { generationId, imageId } = await added("quay.jpg", await photo());
  const note = (source: string, by = actor) => noteSource(getPorts(), by, { generationId, source });
  const source = "Photo by Nordlys, licence CC BY 4.0";
  expect(await note(source)).toEqual({ ok: true, value: { before: "" } });
  expect((await pictures("nordlys licence")).map((it) => it.imageId)).toEqual([imageId]);
  expect((await pictures("quay")).map((it) => it.imageId)).toEqual([imageId]);
  expect(await getPorts().library.listWords(actor.teamId, { min: 4, max: 40 })).toContain(
    "nordlys",
  );

  expect(await note("mine", { ...actor, role: "reviewer" } as Actor)).toEqual({
    ...{ ok: false, error: { code: "forbidden" } },
  });
  const stranger = { ...actor, teamId: getPorts().clock.newId() } as Actor;
  expect(await note("mine", stranger)).toEqual({ ok: false, error: { code: "not_found" } });
  expect(await note("")).toEqual({ ok: true, value: { before: source } });
  expect(await total("nordlys")).toBe(0);
});

test("the same file is one picture, also when it comes twice at once, and comes out of the bin", async () => {
  const bytes = await photo();
  const before = await total("");
  const [one, two] = await Promise.all([added("a.jpg", bytes), added("b.jpg", bytes)]);
  expect([one.isKnown, two.isKnown].sort()).toEqual([false, true]);
  expect(two.imageId).toBe(one.imageId);
  expect(await total("")).toBe(before + 1);

  await binPictures(getPorts(), actor, [one.imageId]);
  expect(await total("")).toBe(before);
  expect(await added("c.jpg", bytes)).toMatchObject({ imageId: one.imageId, isKnown: true });
  expect(await total("")).toBe(before + 1);
});

test("while a file is being stored nobody takes its bytes away", async () => {
  const { blobs, storage } = getPorts();
  const bytes = await photo();
  const asked: unknown[] = [];
  const { putFile } = storage;
  storage.putFile = async (key, source) => {
    await putFile.call(storage, key, source);
    const sha256 = key.startsWith("blobs/") ? key.split("/").at(-1) : undefined;
    if (sha256) asked.push(await blobs.removeUnused(sha256, () => storage.delete(key)));
  };
  const { imageId } = await added("held.jpg", bytes);
  storage.putFile = putFile;
  expect(asked).toEqual(["held"]);
  const image = await getPorts().images.findInTeam(actor, imageId);
  expect(await storage.has(image?.storageKey ?? "")).toBe(true);
  expect(await database.prisma.blobHold.count()).toBe(0);
});

test("one whose picture is gone for good can be brought again", async () => {
  const bytes = await photo();
  const first = await added("a.jpg", bytes);
  await database.prisma.libraryEntry.delete({ where: { imageId: first.imageId } });
  const again = await added("b.jpg", bytes);
  expect(again).toMatchObject({ isKnown: false });
  expect(again.imageId).not.toBe(first.imageId);
});

test("U18: a place that the camera wrote into it is not kept", async () => {
  const bytes = await sharp(await photo(300, 200))
    .withExif({ IFD3: { GPSLatitude: "59/1 55/1 0/1", GPSLatitudeRef: "N" } })
    .toBuffer();
  const { imageId } = await added("place.jpg", bytes);
  const image = await getPorts().images.findInTeam(actor, imageId);
  const kept = await getPorts().storage.localPath(image?.storageKey ?? "");
  expect((await sharp(kept).metadata()).exif).toBeUndefined();
  expect(image).toMatchObject({ width: 300, height: 200 });
});

test("what is no picture is refused by name, and nothing of it is kept", async () => {
  const before = { files: await stored("blobs"), total: await total("") };
  expect(await put("notes.png", Buffer.from("not a picture at all"))).toMatchObject({
    ...{ status: 415, body: { code: "not_an_image" } },
  });
  expect(await put("empty.png", Buffer.alloc(0))).toMatchObject({ status: 422 });
  expect(await stored("blobs")).toEqual(before.files);
  expect(await stored("spool")).toEqual([]);
  expect(await total("")).toBe(before.total);
});

test("a stranger, a reviewer and another team bring nothing", async () => {
  const bytes = await photo();
  const before = await total("");
  expect(await put("a.jpg", bytes, { cookie: "" })).toMatchObject({ status: 401 });
  expect(await put("a.jpg", bytes, { projectId: getPorts().clock.newId() })).toMatchObject({
    status: 422,
    body: { code: "project_missing" },
  });
  const reviewer = { ...actor, role: "reviewer" } as Actor;
  const file = { path: "/nowhere", sha256: "0".repeat(64), sizeBytes: 1, fileName: "a.jpg" };
  expect(await addUpload(getPorts(), reviewer, { ...file, projectId })).toEqual({
    ...{ ok: false, error: { code: "forbidden" } },
  });
  expect(await total("")).toBe(before);
});
