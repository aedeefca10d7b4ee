import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type IncomingMessage, get as openGet } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { openTestLibrary } from "@/lib/library/service/test-library";
import { blobKey } from "@/lib/ports/object-storage";
import { getPorts } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { signInAs, signInOwner } from "@/lib/server/test-owner";
import type { Actor } from "@/lib/shared/actor";
import { takeoutRoutes } from "@/lib/takeout/routes";
import { beginRequestSchema, type TakeoutOrder } from "@/lib/takeout/schema";
import { stopTakeout } from "@/lib/takeout/service/begin";
import { readZip } from "@/lib/takeout/service/test-read-zip";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let library: Awaited<ReturnType<typeof openTestLibrary>>;
let cookie: string;
let colleague: string;
let stranger: string;
const folder = mkdtempSync(path.join(tmpdir(), "maquette-takeout-"));
const server = createServer(createDataPlane(createLogger("silent"), [takeoutRoutes]));

beforeAll(async () => {
  database = await createTestDatabase();
  Reflect.deleteProperty(globalThis, "maquette");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("AUTH_SECRET", "a secret of at least thirty-two characters");
  library = await openTestLibrary(database);
  cookie = await signInAs(library.studio.actor.userId);
  colleague = await signInAs((await library.addColleague("Lin Yao")).userId);
  stranger = await signInOwner();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
beforeEach(async () => {
  await database.prisma.takeout.deleteMany();
  await database.prisma.throttle.deleteMany();
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const own = (session: string) => ({ cookie: session, origin: "http://localhost:3000" });

const order = (change: Partial<TakeoutOrder> = {}): TakeoutOrder => ({
  form: { kind: "original" },
  names: { pattern: "{code}", letters: "any" },
  language: "en",
  provenance: null,
  ...change,
});

/** Pictures whose originals are on the disk, each of other bytes. */
async function pictures(prompt: string, count: number) {
  const { ids } = await library.addRun(prompt, count);
  const contents = ids.map((id, index) => Buffer.alloc(700_000 + index, id));
  for (const [index, id] of ids.entries()) {
    const content = contents[index] ?? Buffer.of();
    const sha256 = createHash("sha256").update(content).digest("hex");
    const source = path.join(folder, id);
    writeFileSync(source, content);
    await getPorts().storage.putFile(blobKey(sha256), source);
    const data = { sha256, storageKey: blobKey(sha256), sizeBytes: content.length };
    await database.prisma.image.update({ where: { id }, data });
  }
  return { ids, contents };
}

async function post(where: string, body: unknown, headers: Record<string, string> = own(cookie)) {
  const response = await fetch(`${base()}/api/takeouts${where}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function begin(imageIds: string[], change: Partial<TakeoutOrder> = {}): Promise<string> {
  const { status, body } = await post("", {
    pictures: { by: "ids", imageIds },
    order: order(change),
  });
  expect(status).toBe(201);
  return body.takeoutId;
}

const download = (id: string, session = cookie, method = "GET") =>
  fetch(`${base()}/api/takeouts/${id}`, { method, headers: { cookie: session } });
async function progress(id: string, session = cookie) {
  const response = await fetch(`${base()}/api/takeouts/${id}/progress`, {
    headers: { cookie: session },
  });
  return { status: response.status, body: await response.json() };
}
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test("a look says how many, how large, and what names are made of", async () => {
  const { ids, contents } = await pictures("a blue bowl", 2);
  const sizeBytes = contents.reduce((sum, { length }) => sum + length, 0);
  const foreign = getPorts().clock.newId();
  const { status, body } = await post("/look", {
    pictures: { by: "ids", imageIds: [...ids, foreign, ids[0]] },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ count: 2, missingCount: 1, sizeBytes });
  expect(body.samples).toMatchObject([
    { imageId: ids[0], projectName: "Autumn KV", prompt: "a blue bowl", focus: null },
    { imageId: ids[1], personName: "Designer", mime: "image/png", width: 64 },
  ]);
  // Where a file lies is nobody's business.
  expect(JSON.stringify(body)).not.toContain("blobs/");
});

test("several originals come as a ZIP, byte for byte, in the order asked for", async () => {
  const { ids, contents } = await pictures("a red bowl", 3);
  const id = await begin(ids.toReversed(), { names: { pattern: "{n}-{prompt}", letters: "any" } });
  expect((await progress(id)).body).toMatchObject({ state: "waiting", done: 0, total: 3 });
  const response = await download(id);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/zip");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; .*maquette-.*\.zip/);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const files = await readZip(await bytesOf(response));
  expect(files.map(({ name }) => name)).toEqual([1, 2, 3].map((n) => `${n}-a red bowl.png`));
  for (const [index, { bytes, isStored }] of files.toReversed().entries()) {
    expect(isStored).toBe(true);
    expect(bytes.equals(contents[index] ?? Buffer.of())).toBe(true);
  }
  await expect
    .poll(async () => (await progress(id)).body)
    .toEqual({ state: "done", done: 3, total: 3, leftOutCount: 0, leftOut: [] });
  // A browser may try again.
  expect((await download(id)).status).toBe(200);
});

test("everything that a search finds is taken out without naming it", async () => {
  const { ids } = await pictures("zinnias in a vase", 2);
  const asOf = "2100-01-01T00:00:00.000Z";
  const { body } = await post("", {
    pictures: { by: "search", q: "zinnias", asOf },
    order: order(),
  });
  expect(body.fileCount).toBe(2);
  expect(await readZip(await bytesOf(await download(body.takeoutId)))).toHaveLength(2);
  const nothing = await post("", { pictures: { by: "search", q: "xyzzy", asOf }, order: order() });
  expect(nothing).toMatchObject({ status: 422, body: { code: "nothing_left" } });
  expect(ids).toHaveLength(2);
});

test("a single one is a plain file with its name, Cyrillic too", async () => {
  const { ids, contents } = await pictures("Щука", 1);
  const id = await begin(ids, { names: { pattern: "{prompt}", letters: "any" } });
  const head = await download(id, cookie, "HEAD");
  expect(head.headers.get("content-length")).toBe(String(contents[0]?.length));
  const response = await download(id);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("content-disposition")).toContain(
    `filename*=UTF-8''${encodeURIComponent("Щука")}.png`,
  );
  expect((await bytesOf(response)).equals(contents[0] ?? Buffer.of())).toBe(true);
});

test("Z03: what cannot be read is named inside, and on the screen", async () => {
  const { ids, contents } = await pictures("a green bowl", 4);
  const id = await begin(ids, { language: "ru" });
  await database.prisma.libraryEntry.update({
    where: { imageId: ids[1] ?? "" },
    data: { deletedAt: new Date() },
  });
  const lost = await database.prisma.image.findUniqueOrThrow({ where: { id: ids[2] ?? "" } });
  await getPorts().storage.delete(lost.storageKey);
  const files = await readZip(await bytesOf(await download(id)));
  expect(files).toHaveLength(3);
  const [first, last, list] = files;
  expect(first?.bytes.equals(contents[0] ?? Buffer.of())).toBe(true);
  expect(last?.bytes.equals(contents[3] ?? Buffer.of())).toBe(true);
  expect(list?.name).toBe("not-included.txt");
  const text = list?.bytes.toString() ?? "";
  expect(text).toContain(`${ids[1]}: картинки больше нет в библиотеке`);
  expect(text).toMatch(/-3\.png: файла нет в хранилище/);
  await expect
    .poll(async () => (await progress(id)).body)
    .toMatchObject({
      ...{ state: "done", done: 4, leftOutCount: 2 },
      leftOut: [{ reason: "not_in_library" }, { reason: "file_missing" }],
    });
});

test("a single one that is missing is told so", async () => {
  const { ids } = await pictures("a lost bowl", 1);
  const id = await begin(ids);
  const lost = await database.prisma.image.findUniqueOrThrow({ where: { id: ids[0] ?? "" } });
  await getPorts().storage.delete(lost.storageKey);
  const response = await download(id);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: "file_missing" });
  expect((await progress(id)).body).toMatchObject({ state: "done", leftOutCount: 1 });
});

/** The answer's bytes wait until they are asked for. */
const openDownload = async (id: string): Promise<IncomingMessage> => {
  const request = openGet(`${base()}/api/takeouts/${id}`, { headers: { cookie } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response;
};

test("what is being read stays whole when it is deleted meanwhile", async () => {
  const { ids } = await pictures("a heavy bowl", 2);
  const heavy = Buffer.alloc(40_000_000, "heavy");
  const [first = ""] = ids;
  const { storageKey } = await database.prisma.image.findUniqueOrThrow({ where: { id: first } });
  const file = await getPorts().storage.localPath(storageKey);
  writeFileSync(file, heavy);
  const response = await openDownload(await begin(ids));
  const chunks: Buffer[] = [];
  await once(response, "readable");
  await rm(file);
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const files = await readZip(Buffer.concat(chunks));
  expect(files).toHaveLength(2);
  expect(files[0]?.bytes.equals(heavy)).toBe(true);
});

test("a download that is stopped half way ends, and says so", async () => {
  const { ids } = await pictures("a slow bowl", 2);
  const { storageKey } = await database.prisma.image.findUniqueOrThrow({
    where: { id: ids[0] ?? "" },
  });
  writeFileSync(await getPorts().storage.localPath(storageKey), Buffer.alloc(60_000_000));
  const id = await begin(ids);
  const response = await openDownload(id);
  await once(response, "readable");
  response.destroy();
  await expect.poll(async () => (await progress(id)).body.state).toBe("stopped");
});

test("its own person stops it for good: the download breaks off and does not begin again", async () => {
  const { ids } = await pictures("a long bowl", 3);
  const { storageKey } = await database.prisma.image.findUniqueOrThrow({
    where: { id: ids[0] ?? "" },
  });
  writeFileSync(await getPorts().storage.localPath(storageKey), Buffer.alloc(60_000_000));
  const id = await begin(ids);
  const owner = library.studio.actor;
  const others = [{ ...owner, userId: getPorts().clock.newId() } as Actor];
  others.push({ ...owner, teamId: getPorts().clock.newId() } as Actor);
  for (const other of others)
    expect(await stopTakeout(getPorts(), other, { id })).toMatchObject({ ok: false });
  const response = await openDownload(id);
  await once(response, "readable");
  expect((await progress(id)).body.state).toBe("running");
  expect(await stopTakeout(getPorts(), owner, { id })).toMatchObject({ ok: true });
  const ending = once(response, "end");
  response.resume();
  await expect(ending).rejects.toThrow("aborted");
  expect(response.complete).toBe(false);
  expect((await progress(id)).body).toMatchObject({ state: "stopped", total: 3 });
  expect((await download(id)).status).toBe(404);

  const done = await begin(ids.slice(1));
  await bytesOf(await download(done));
  await expect.poll(async () => (await progress(done)).body.state).toBe("done");
  expect(await stopTakeout(getPorts(), owner, { id: done })).toMatchObject({ ok: false });
  const waiting = await begin(ids.slice(1));
  await stopTakeout(getPorts(), owner, { id: waiting });
  expect((await progress(waiting)).body).toMatchObject({ state: "stopped" });
});

test("nobody else has it: not signed in, of the team, or of another", async () => {
  const { ids } = await pictures("a private bowl", 2);
  const id = await begin(ids);
  expect((await download(id, "")).status).toBe(401);
  for (const session of [colleague, stranger]) {
    expect((await download(id, session)).status).toBe(404);
    expect((await progress(id, session)).status).toBe(404);
  }
  const body = { pictures: { by: "ids", imageIds: ids }, order: order() };
  expect(
    await post("/look", body.pictures && { pictures: body.pictures }, own(stranger)),
  ).toMatchObject({
    body: { count: 0, missingCount: 2, samples: [] },
  });
  expect(await post("", body, own(stranger))).toMatchObject({
    status: 422,
    body: { code: "nothing_left" },
  });
  expect((await post("", body, { cookie: "" })).status).toBe(403);
  expect((await post("", body, { cookie, origin: "https://evil.example" })).status).toBe(403);
});

test("D04: a mixed order gives the team's pictures and no word of the others", async () => {
  const { ids } = await pictures("an own bowl", 1);
  const foreign = getPorts().clock.newId();
  const files = await readZip(await bytesOf(await download(await begin([...ids, foreign]))));
  expect(files.map(({ name }) => name)).toEqual([
    expect.stringMatching(/\.png$/),
    "not-included.txt",
  ]);
});

test.each([
  ["another id", (id: string) => `${id.slice(0, -1)}${id.endsWith("Z") ? "0" : "Z"}`, 404],
  ["half an id", (id: string) => id.slice(0, 13), 422],
  ["a path", () => "..%2F..%2Fetc%2Fpasswd", 422],
])("%s in the place of the id has nothing", async (_, change, status) => {
  const { ids } = await pictures("a tampered bowl", 2);
  expect((await download(change(await begin(ids)))).status).toBe(status);
});

test("it expires, and what expired a day ago is gone", async () => {
  const { ids } = await pictures("an old bowl", 2);
  const id = await begin(ids);
  await database.prisma.takeout.update({
    where: { id },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  expect((await download(id)).status).toBe(404);
  // How it went can still be read.
  expect((await progress(id)).status).toBe(200);
  await database.prisma.takeout.update({
    where: { id },
    data: { expiresAt: new Date(Date.now() - 25 * 3_600_000) },
  });
  await begin(ids);
  expect(await database.prisma.takeout.count({ where: { id } })).toBe(0);
});

test.each([
  ["{artist}", { code: "unknown_token", token: "{artist}" }],
  ["{code", { code: "unclosed_token" }],
  [" ", { code: "pattern_empty" }],
])("the pattern %j is refused", async (pattern, refusal) => {
  const { ids } = await pictures("a bowl", 1);
  const names = { pattern, letters: "any" } as const;
  expect(
    await post("", { pictures: { by: "ids", imageIds: ids }, order: order({ names }) }),
  ).toMatchObject({ status: 422, body: refusal });
});

test("a size that nobody knows is refused by name", async () => {
  const { ids } = await pictures("a bowl", 1);
  const form = { kind: "pack", format: "jpeg", quality: 90, background: "#ffffff" } as const;
  expect(
    await post("", {
      pictures: { by: "ids", imageIds: ids },
      order: order({ form: { ...form, sizeIds: ["instagram-square", "myspace"] } }),
    }),
  ).toMatchObject({ status: 422, body: { code: "unknown_size", sizeId: "myspace" } });
});

test.each([
  ["no body", null],
  ["an owner in it", { teamId: "x" }],
  [
    "a quality of 1000",
    {
      order: order({
        form: { kind: "copy", format: "jpeg", quality: 1000, background: "#ffffff", size: null },
      }),
    },
  ],
])("%s is refused", async (_, change) => {
  const { ids } = await pictures("a bowl", 1);
  const body = change && { pictures: { by: "ids", imageIds: ids }, order: order(), ...change };
  expect(await post("", body)).toMatchObject({ status: 422, body: { code: "invalid_input" } });
});

test("Z02: more than may be begun in a minute waits", async () => {
  const { ids } = await pictures("an eager bowl", 1);
  const asked = { pictures: { by: "ids", imageIds: ids }, order: order() };
  // At the same moment too: a look at how many there were would let all of them through.
  const answers = await Promise.all(Array.from({ length: 30 }, () => post("", asked)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.length - refused.length).toBe(12);
  expect(refused[0]?.body).toMatchObject({ code: "too_often" });
  expect(refused[0]?.body.retryAfterSeconds).toBeLessThanOrEqual(5);
});

const SHEET: Extract<TakeoutOrder["form"], { kind: "sheet" }> = {
  ...{ kind: "sheet", columns: 4, paper: "a4", orientation: "portrait", captions: ["prompt"] },
};

test("facts come as one table, also of one picture", async () => {
  const { ids } = await pictures("чаша у моря", 3);
  const response = await download(await begin(ids.slice(0, 1), { form: { kind: "facts" } }));
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; .*maquette-.*\.csv/);
  const id = await begin(ids.toReversed(), { form: { kind: "facts" }, language: "ru" });
  const rows: Record<string, string>[] = parse(await bytesOf(await download(id)), {
    ...{ bom: true, columns: true, delimiter: ";" },
  });
  expect(rows.map((row) => row["ID картинки"])).toEqual(ids.toReversed());
  expect(rows[0]).toMatchObject({ Текст: "чаша у моря", Проект: "Autumn KV" });
  // That it is through is written after its last byte.
  await expect
    .poll(async () => (await progress(id)).body)
    .toMatchObject({ state: "done", done: 3, total: 3 });
});

test("a contact sheet is one PDF with all pictures in it, those that cannot be shown too", async () => {
  const { ids } = await pictures("чаша у моря", 5);
  for (const { storageKey } of await database.prisma.image.findMany({ where: { id: { in: ids } } }))
    await getPorts().storage.delete(storageKey);
  const id = await begin([...ids, getPorts().clock.newId()], {
    form: SHEET,
  });
  const head = await download(id, cookie, "HEAD");
  expect(head.headers.get("content-type")).toBe("application/pdf");
  expect(head.headers.get("content-disposition")).toMatch(/maquette-.*\.pdf/);
  const pdf = await getDocumentProxy(new Uint8Array(await (await download(id)).arrayBuffer()));
  const { text } = await extractText(pdf, { mergePages: false });
  expect(text).toHaveLength(1);
  expect(text[0]?.match(/чаша у моря/g)).toHaveLength(5);
  expect((await progress(id)).body).toMatchObject({ state: "done", done: 6 });
  expect((await download(id, stranger)).status).toBe(404);
});

test.each([
  ["nine columns", { columns: 9 }],
  ["a half of one", { columns: 2.5 }],
  ["another paper", { paper: "a3" }],
  ["a caption that is none", { captions: ["secret"] }],
])("a sheet of %s is refused", async (_, change) => {
  const { ids } = await pictures("a cup", 1);
  const form = { ...SHEET, ...change };
  const { status } = await post("", {
    pictures: { by: "ids", imageIds: ids },
    order: { ...order(), form },
  });
  expect(status).toBe(422);
});

test("more pictures than a sheet holds are refused with the limit", async () => {
  const imageIds = Array.from({ length: 2_001 }, () => getPorts().clock.newId());
  const { status, body } = await post("", {
    pictures: { by: "ids", imageIds },
    order: order({ form: SHEET }),
  });
  expect([status, body.code, body.limit]).toEqual([422, "too_many", 2_000]);
});

test("a body that is longer than any order is not read", async () => {
  const response = await post("", { pad: "x".repeat(3_100_000) });
  expect(response).toMatchObject({ status: 413, body: { code: "too_large" } });
});

test("no more pictures than there may be are asked for", () => {
  const imageIds = Array.from({ length: 100_001 }, () => "01J0000000000000000000SH0E");
  expect(
    beginRequestSchema.safeParse({ pictures: { by: "ids", imageIds }, order: order() }).success,
  ).toBe(false);
});
