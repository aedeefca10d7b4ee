import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { getPorts, getSettings } from "@/lib/server/composition";
import { createDataPlane } from "@/lib/server/data-plane";
import { createLogger } from "@/lib/server/logger";
import { findRoutes } from "@/lib/server/test-entries";
import { signInOwner } from "@/lib/server/test-owner";
import { countWrites } from "@/lib/server/test-writes";

const { slices, routeNames } = await findRoutes();

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cookie: string;
let writes: Awaited<ReturnType<typeof countWrites>>;
const server = createServer(createDataPlane(createLogger("silent"), slices));
server.keepAliveTimeout = 75_000;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-bad-"));
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
  writes = await countWrites(database.prisma);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await getPorts().media.close();
  vi.unstubAllEnvs();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

type Given = { method?: string; body?: Buffer | string; headers?: Record<string, string> };

async function ask(place: string, { method = "GET", body, headers = {} }: Given = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${place}`, {
    method,
    headers: { cookie, origin: getSettings().publicUrl, ...headers },
    ...(body !== undefined && { body: new Uint8Array(Buffer.from(body)) }),
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers };
}
const code = ({ status, text }: { status: number; text: string }) =>
  `${status} ${text.startsWith("{") ? (JSON.parse(text).code ?? "") : ""}`.trim();

const ID = "01J00000000000000000000000";
const withId = routeNames.filter((name) => name.includes("/:id") && name.startsWith("GET"));

test.each(withId)("D01: %s takes an id, and nothing that is like one", async (name) => {
  const at = (id: string) => name.slice("GET ".length).replace(":id", id);
  for (const id of ["..%2f", "%00", "1", "%5bobject%5d", "a".repeat(10_000), `${ID}%20`, `${ID}'`])
    expect([400, 404, 422], `${id.slice(0, 40)}`).toContain((await ask(at(id))).status);
  // Of nobody: as one that is not there.
  expect([200, 404]).toContain((await ask(at(ID))).status);
});

test.each([
  "/api/generations?projectId=01J00000000000000000000000&",
  "/api/bin?",
  "/api/log?",
  "/api/prompts?scope=mine&",
])("D08: %s begins at no place but one of its own", async (place) => {
  const cursorOf = (text: string) => Buffer.from(text).toString("base64url");
  for (const cursor of [
    ...["garbage", "x".repeat(8_000), cursorOf("|"), cursorOf(`2026-01-01T00:00:00.000Z|${ID}|1`)],
    ...[cursorOf(`0000-01-01T00:00:00.000Z|${ID}`), cursorOf("2026-01-01T00:00:00.000Z|'"), "%00"],
  ])
    expect(code(await ask(`${place}cursor=${cursor}`)), cursor.slice(0, 40)).toBe("400 bad_cursor");
  expect((await ask(`${place}cursor=${cursorOf(`2026-01-01T00:00:00.000Z|${ID}`)}`)).status).toBe(
    200,
  );
});

const STRETCH = "from=2026-01-01&to=2026-01-31&asOf=2026-02-01T00:00:00.000Z&offset=0";

test.each(["0", "-1", "1000000000", "abc", "1.5", "", "NaN"])(
  "D09: %j is no number of rows",
  async (limit) => {
    const answer = await ask(`/api/library/ids?${STRETCH}&limit=${limit}`);
    expect(code(answer)).toBe("422 invalid_input");
  },
);

test("D10: nobody chooses what a list is ordered by", async () => {
  expect(code(await ask("/api/log?sort=passwordHash"))).toBe("422 invalid_input");
  const plain = await ask(`/api/library/ids?${STRETCH}&limit=5`);
  const sorted = await ask(`/api/library/ids?${STRETCH}&limit=5&sort=passwordHash&order=1;--`);
  expect(sorted.text).toBe(plain.text);
});

test.each([
  "/api/status?ids=&ids=01J00000000000000000000000",
  "/api/bin?cursor=a&cursor=b",
  `/api/images/${ID}?w=320&w=640`,
  "/api/library/days?q=a&q=b",
])("D13: of two values of one name neither is taken: %s", async (place) => {
  expect(code(await ask(place))).toBe("400 repeated_parameter");
});

const JSON_TYPE = { "content-type": "application/json" };

test.each([
  ["half of it", "{"],
  ["none of it", "NaN"],
  ["ten thousand deep", "[".repeat(10_000)],
  ["thirty thousand deep, and closed", "[".repeat(30_000) + "]".repeat(30_000)],
  ["in another alphabet", Buffer.from('{"prompt":""}', "utf16le")],
  ["a form", "prompt=a&referenceImageIds="],
  [
    "with a key twice, of which the last is wrong",
    '{"prompt":"a","prompt":1,"referenceImageIds":[]}',
  ],
])("S19: JSON that is %s is refused, and nothing is written", async (_, body) => {
  await writes.take();
  for (const [place, method] of [
    ["/api/library/made-before", "POST"],
    ["/api/preview", "POST"],
    ["/api/takeouts", "POST"],
    ["/api/draft", "PUT"],
  ] as const)
    expect(code(await ask(place, { method, body, headers: JSON_TYPE })), place).toBe(
      "422 invalid_input",
    );
  expect((await writes.take()).filter((table) => table !== "session")).toEqual([]);
});

test("S19: JSON of ten megabytes is not read to its end", async () => {
  const body = `{"prompt":"${"a".repeat(10 * 1024 * 1024)}"}`;
  for (const [place, method] of [
    ["/api/library/made-before", "POST"],
    ["/api/preview", "POST"],
    ["/api/draft", "PUT"],
  ] as const)
    expect(code(await ask(place, { method, body, headers: JSON_TYPE })), place).toBe(
      "413 too_large",
    );
});

test.each(["DELETE", "PATCH", "OPTIONS"])("S20: %s is nowhere anything", async (method) => {
  await writes.take();
  for (const place of ["/api/draft", `/api/images/${ID}`, "/api/takeouts", "/api/keys"])
    expect([404, 405]).toContain((await ask(place, { method })).status);
  expect((await writes.take()).filter((table) => table !== "session")).toEqual([]);
});

const stored = async (place: string) => {
  const found = await readdir(path.join(folder, "storage", place), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
};
const put = (body: Buffer | string, headers: Record<string, string> = {}) =>
  ask(`/api/uploads/${getPorts().clock.newId()}`, { method: "PUT", body, headers });

const PART = "--x\r\ncontent-disposition: form-data; name=a; filename=a.png\r\n\r\n";

test.each([
  ["a form with its boundary", "multipart/form-data; boundary=x", `${PART}\x89PNG\r\n--x--`],
  ["a form without one", "multipart/form-data", `${PART}\x89PNG`],
  ["a form in a form", "multipart/form-data; boundary=x", PART.repeat(2)],
  ["a form of ten thousand parts", "multipart/form-data; boundary=x", PART.repeat(10_000)],
  [
    "a name of a megabyte",
    "multipart/form-data; boundary=x",
    PART.replace("name=a", `name=${"a".repeat(1024 * 1024)}`),
  ],
])("U12: %s is no picture: no form is read here", async (_, type, body) => {
  expect(code(await put(body, { "content-type": type }))).toBe("415 not_an_image");
  expect(await stored(".")).toEqual([]);
});

/** A picture that no compressor makes smaller: about 12 MB of it. */
async function largePicture() {
  const sharp = (await import("sharp")).default;
  const [width, height] = [2_000, 2_100];
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

test("U20, X8: twelve megabytes arrive whole, whatever they are said to be", async () => {
  const picture = await largePicture();
  expect(picture.length).toBeGreaterThan(12 * 1024 * 1024);
  const sha256 = createHash("sha256").update(picture).digest("hex");
  const answer = await put(picture, { "content-type": "text/html" });
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
    201,
    { sizeBytes: picture.length, mime: "image/png" },
  ]);
  expect(await stored("blobs")).toEqual([sha256]);
});

test("U11: what a file is said to be counts for nothing", async () => {
  const sharp = (await import("sharp")).default;
  const create = { width: 40, height: 30, channels: 3, background: "#0a7" } as const;
  for (const type of ["text/html", "image/svg+xml", "application/x-sh"]) {
    const answer = await put(await sharp({ create }).jpeg().toBuffer(), { "content-type": type });
    expect([answer.status, JSON.parse(answer.text).mime]).toEqual([201, "image/jpeg"]);
  }
});

/** A file of which the head has been sent, and of which no byte follows. */
function openUpload() {
  const { port } = server.address() as AddressInfo;
  const sent = request({
    ...{ host: "127.0.0.1", port, method: "PUT", path: `/api/uploads/${getPorts().clock.newId()}` },
    headers: { cookie, origin: getSettings().publicUrl, "content-length": "1000" },
  });
  sent.on("error", () => undefined);
  sent.flushHeaders();
  return sent;
}

test("U15: of one person four files are received, sixteen wait, and the next is told when to come again", async () => {
  const held = Array.from({ length: 20 }, openUpload);
  await vi.waitFor(async () => expect(await stored("spool")).toHaveLength(4));
  const refused = await vi.waitFor(async () => {
    const answer = await put("one more");
    expect(answer.status).toBe(429);
    return answer;
  });
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(JSON.parse(refused.text)).toMatchObject({ code: "too_often", retryAfterSeconds: 5 });
  for (const sent of held) sent.destroy();
  await vi.waitFor(async () => expect(await stored("spool")).toEqual([]));
  await vi.waitFor(async () => expect(code(await put("a text"))).toBe("415 not_an_image"));
});

test("S24: of a hundred questions at once six are read, and the others are told to come again", async () => {
  const { generations } = getPorts();
  const { countActive } = generations;
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  let reads = 0;
  generations.countActive = async (...given) => {
    reads += 1;
    await held;
    return countActive(...given);
  };
  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  const asked = Array.from({ length: 100 }, async (_, at) => {
    answers.push(await ask(`/api/status?ids=${ID.slice(0, -3)}${100 + at}`));
  });
  await vi.waitFor(() => expect(answers).toHaveLength(94));
  expect(new Set(answers.map(code))).toEqual(new Set(["429 too_often"]));
  expect(answers[0]?.headers.get("retry-after")).toBe("1");
  expect(reads).toBe(6);
  letGo();
  await Promise.all(asked);
  generations.countActive = countActive;
  expect(answers.slice(94).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
});
