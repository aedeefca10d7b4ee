import { once } from "node:events";
import { createServer } from "node:https";
import type { LookupFunction } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { makeCertificate } from "@/lib/adapters/toapis/test-certificate";
import { raw, reset, sending, startServer } from "@/lib/adapters/toapis/test-server";
import { presentVariant } from "@/lib/generation/presenter";
import { fetchAgain } from "@/lib/generation/service/decide";
import {
  DELIVERED,
  type End,
  lost,
  open,
  openFaultBench,
} from "@/lib/generation/service/test-fault-studio";
import { messages } from "@/lib/i18n/messages";
import { GatewayError } from "@/lib/ports/gateway";
import type { VariantRecord } from "@/lib/ports/generation-repository";
import { flatPicture } from "@/lib/sandbox/test-client";
import type { Actor } from "@/lib/shared/actor";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let bench: Awaited<ReturnType<typeof openFaultBench>>;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => bench.close());

const UNREADABLE = lost("result_unreadable");
const times = (count: number, end: End): End[] => Array.from({ length: count }, () => end);

/** Every name leads to these addresses. */
const leadingTo =
  (...addresses: string[]): LookupFunction =>
  (_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    );

const isWaiting = ({ status, waitReason }: VariantRecord) =>
  status === "saving" && waitReason !== null;

test.each([
  ["R01", "a good result is stored", [DELIVERED]],
  ["R16", "the bytes decide, whatever type is said", [DELIVERED, UNREADABLE]],
  ["R17", "a result without a type is stored", [DELIVERED]],
  ["R18", "a length that lies is fetched again, no length is fetched once", times(3, DELIVERED)],
  ["R19", "more than 64 MB is stopped, paid for and lost", times(2, UNREADABLE)],
  ["R21", "a download that stands still goes on", [DELIVERED]],
  ["R22", "a download that is reset goes on", [DELIVERED]],
  ["R23", "a host that ignores the range is read from the start", [DELIVERED]],
  ["R24", "a wrong rest is read from the start", times(2, DELIVERED)],
  ["R26", "a page instead of a picture is kept, paid for and lost", [UNREADABLE]],
  ["R30", "an address that dies young is used in time", [DELIVERED]],
] satisfies [string, string, End[]][])("%s: %s", async (fault, _sentence, ends) => {
  const s = await bench.studio(fault);
  const pressed = await s.press({ variantCount: ends.length });
  await s.runUntil(pressed);
  expect(sorted(await s.ends(pressed))).toEqual(sorted(ends));
  expect(await s.charges()).toBe(ends.length);
  expect(await s.stored("spool")).toEqual([]);
});

const sorted = (ends: readonly End[]) => ends.map((end) => JSON.stringify(end)).sort();

test.each([
  { fault: "R05", what: "a redirect to ourselves", why: /is not https|inside/ },
  { fault: "R06", what: "a redirect to a metadata service", why: /is not https/ },
  { fault: "R07", what: "a redirect to a file", why: /file:/ },
  { fault: "R08", what: "a redirect to plain HTTP", why: /is not https/ },
  { fault: "R09", what: "a circle of redirects", why: /redirects/ },
  { fault: "R12", what: "an address with a name and a password", why: /credentials/ },
  { fault: "R13", what: "a port of another service", count: 3, why: /Port \d+ is not allowed/ },
])("$fault: $what is refused, paid for and lost", async ({ fault, count = 1, why }) => {
  const s = await bench.studio(fault);
  const pressed = await s.press({ variantCount: count });
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual(times(count, UNREADABLE));
  for (const { failureDetail } of await s.variants(pressed.id)) expect(failureDetail).toMatch(why);
  expect(await s.charges()).toBe(count);
  expect((await s.gateway.call("/__sandbox/tripwire")).body.hits).toEqual([]);
});

test("R14: an address of another kind is none, what was said is kept, paid for and lost", async () => {
  const s = await bench.studio("R14");
  const pressed = await s.press({ variantCount: 7 });
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual(times(7, lost("result_missing")));
  const said = (await s.variants(pressed.id)).map(({ failureDetail }) => failureDetail).join("\n");
  for (const word of ["ftp:", "gopher:", "blob:", "javascript:", '"/files/'])
    expect(said).toContain(word);
  expect(await s.charges()).toBe(7);
  expect(await s.fileRequests()).toEqual([]);
});

test("R10: each spelling of a private address is refused, paid for and lost", async () => {
  const s = await bench.studio("R10", { lookup: leadingTo("127.0.0.1") });
  for (const variantCount of [8, 5]) {
    const pressed = await s.press({ variantCount });
    await s.runUntil(pressed);
    expect(await s.ends(pressed)).toEqual(times(variantCount, UNREADABLE));
  }
  expect(await s.charges()).toBe(13);
  expect(await s.fileRequests()).toEqual([]);
});

test("R11: a name with a private address among its addresses is refused, paid for and lost", async () => {
  const s = await bench.studio("R01", {
    resultUrl: "https://files.example/picture.png",
    lookup: leadingTo("203.0.113.7", "127.0.0.1"),
  });
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([UNREADABLE]);
  expect((await s.variants(pressed.id))[0]?.failureDetail).toContain("private address");
  expect(await s.charges()).toBe(1);
});

test("R15: strange spellings of an address are made plain or refused", async () => {
  const s = await bench.studio("R15", { lookup: leadingTo("127.0.0.1") });
  const pressed = await s.press({ variantCount: 5 });
  await s.runUntil(pressed);
  const ends = [...times(3, DELIVERED), ...times(2, UNREADABLE)];
  expect(sorted(await s.ends(pressed))).toEqual(sorted(ends));
  expect(await s.charges()).toBe(5);
});

test.each([
  ["R02", "a file that is not there"],
  ["R03", "a file whose address has expired"],
  ["R04", "a file that is gone"],
])("%s: %s is asked for until it has expired, then it is paid for and lost", async (fault) => {
  const s = await bench.studio(fault);
  const pressed = await s.press();
  await s.runUntil(pressed, isWaiting);
  await s.runFor(10 * MINUTE_MS);
  expect(await s.ends(pressed)).toEqual([open("saving")].map(withFailure("result_expired")));
  expect((await s.fileRequests()).length).toBeGreaterThan(3);
  s.ports.clock.advance(DAY_MS);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([lost("result_expired")]);
  expect(await s.charges()).toBe(1);
});

const withFailure =
  (failureCode: End["failureCode"]) =>
  (end: End): End => ({ ...end, failureCode });

test("R20: a result that drips is not waited for, nor given up", async () => {
  const s = await bench.studio("R20", { bytesPerSecondMin: 50_000, retryDelaysMs: [] });
  const pressed = await s.press();
  await s.runUntil(pressed, isWaiting);
  expect((await s.variants(pressed.id))[0]).toMatchObject({
    ...open("saving"),
    failureCode: "result_unreachable",
    waitReason: "gateway_unreachable",
  });
  for (const { feed } of Object.values(messages))
    expect(feed.message.gateway_unreachable).toMatch(/\S/);
  expect(await s.charges()).toBe(1);
});

test("R20: a host that stays away is asked until its address expires; then an admin may fetch again", async () => {
  let answer: Parameters<typeof startServer>[0] = reset;
  await using host = await startServer((...asked) => answer(...asked));
  const s = await bench.studio("R01", {
    resultUrl: `${host.origin}/picture.png`,
    privateOrigins: [host.origin],
    retryDelaysMs: [],
  });
  const pressed = await s.press();
  await s.runUntil(pressed, isWaiting);
  await s.runFor(10 * MINUTE_MS);
  expect(await s.ends(pressed)).toEqual([open("saving")].map(withFailure("result_unreachable")));
  s.ports.clock.advance(DAY_MS);
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([lost("result_unreachable")]);
  expect(await s.stored("spool")).toEqual([]);
  const asks = host.requests.length;
  await s.runFor(DAY_MS);
  expect(host.requests).toHaveLength(asks);

  const [id = ""] = pressed.variants.map((variant) => variant.id);
  expect(await fetchAgain(s.ports, s.actor, id)).toMatchObject({ error: { code: "forbidden" } });
  const picture = Buffer.from(await flatPicture("teal"));
  answer = (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${picture.length}\r\n\r\n`);
    socket.end(picture);
  };
  const admin: Actor = { ...s.actor, role: "admin" };
  expect(await fetchAgain(s.ports, admin, id)).toEqual({ ok: true, value: null });
  await s.runUntil(pressed, ({ status }) => status === "succeeded");
  expect(await s.ends(pressed)).toEqual([{ ...DELIVERED, attention: "late_success" }]);
  expect(await fetchAgain(s.ports, admin, id)).toMatchObject({ error: { code: "not_lost" } });
  expect(await s.charges()).toBe(1);
});

test("R20: while the gateway is away too, nothing is given up: it may be our own network", async () => {
  const s = await bench.studio("R01");
  s.ports.downloader = {
    download: async () => ({ ok: false, reason: "unreachable", detail: "-" }),
  };
  const pressed = await s.press();
  await s.runUntil(pressed, isWaiting);
  const { gateways } = s.ports;
  const offline = async () => {
    throw new GatewayError("unreachable", "No network");
  };
  s.ports.gateways = {
    ...gateways,
    open: (...given) => ({ ...gateways.open(...given), findTask: offline }),
  };
  s.ports.clock.advance(2 * DAY_MS);
  await s.runFor(10 * MINUTE_MS);
  expect((await s.variants(pressed.id))[0]?.status).toBe("saving");
  s.ports.gateways = gateways;
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([lost("result_unreachable")]);
});

test("R28: a host that nobody vouches for is refused, paid for and lost", async () => {
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  let requests = 0;
  const host = createServer(makeCertificate(), () => {
    requests += 1;
  });
  await once(host.listen(0, "127.0.0.1"), "listening");
  const address = host.address();
  const origin = `https://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const s = await bench.studio("R01", {
    resultUrl: `${origin}/picture.png`,
    privateOrigins: [origin],
  });
  const pressed = await s.press();
  await s.runUntil(pressed);
  host.close();
  expect(await s.ends(pressed)).toEqual([UNREADABLE]);
  expect((await s.variants(pressed.id))[0]?.failureDetail).toContain("SELF_SIGNED");
  expect(await s.charges()).toBe(1);
  expect(requests).toBe(0);
});

test("R29: nothing of us goes to the host of a result but our name", async () => {
  const s = await bench.studio("R29");
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
  const [request] = await s.fileRequests();
  expect(request?.headers.map(([name]) => name.toLowerCase()).sort()).toEqual([
    "accept-encoding",
    "connection",
    "host",
    "user-agent",
  ]);
});

test("R34: a proxy that the environment names gets nothing", async () => {
  await using proxy = await startServer(sending(raw(200, "from the proxy")));
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"])
    vi.stubEnv(name, proxy.origin);
  vi.stubEnv("NO_PROXY", "");
  const s = await bench.studio("R01");
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
  expect(proxy.connectionCount()).toBe(0);
});

test.each([
  { fault: "B01", what: "a picture that was cut", accepted: 0, refused: 1 },
  { fault: "B02", what: "a picture of 900 megapixels", accepted: 0, refused: 1 },
  { fault: "B03", what: "a picture of 256 megapixels", accepted: 0, refused: 1 },
  { fault: "B04", what: "text that unpacks to 64 MB", accepted: 0, refused: 3 },
  { fault: "B05", what: "too many or too long chunks", accepted: 0, refused: 2 },
  { fault: "B06", what: "an SVG with a script", accepted: 0, refused: 1 },
  { fault: "B07", what: "an SVG that reads files or swells", accepted: 0, refused: 3 },
  { fault: "B09", what: "AVIF and HEIC", accepted: 0, refused: 3 },
  { fault: "B10", what: "a moving picture, of WebP the first frame", accepted: 1, refused: 2 },
  { fault: "B11", what: "kinds that no browser shows", accepted: 0, refused: 8 },
  { fault: "B12", what: "a picture in each of eight orientations", accepted: 8, refused: 0 },
  { fault: "B13", what: "pictures with place, script and provenance", accepted: 3, refused: 0 },
  { fault: "B15", what: "next to nothing", accepted: 0, refused: 3 },
  { fault: "B17", what: "ten thousand scans", accepted: 0, refused: 1 },
  { fault: "B18", what: "a picture with a test virus in a chunk", accepted: 1, refused: 0 },
  { fault: "B19", what: "a black picture", accepted: 1, refused: 0 },
])("$fault: $what: the bytes decide, and are kept", async ({ fault, accepted, refused }) => {
  const s = await bench.studio(fault);
  const pressed = await s.press({ variantCount: accepted + refused });
  await s.runUntil(pressed);
  const ends = [...times(accepted, DELIVERED), ...times(refused, UNREADABLE)];
  expect(sorted(await s.ends(pressed))).toEqual(sorted(ends));
  expect(await s.charges()).toBe(accepted + refused);
  expect(await s.stored("blobs")).toHaveLength(accepted);
  expect(await s.stored("quarantine")).toHaveLength(refused);
  expect(await s.stored("spool")).toEqual([]);
});

test.each([
  ["B19", "an empty picture is delivered and charged like any other, and said to look empty", true],
  ["R01", "a picture with something on it is not", false],
] as const)("%s: %s", async (...[fault, _sentence, looksEmpty]) => {
  const s = await bench.studio(fault, { derives: true });
  const pressed = await s.press();
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual([DELIVERED]);
  expect(await s.charges()).toBe(1);
  expect((await s.variants(pressed.id)).map(presentVariant)).toMatchObject([
    { image: { looksEmpty } },
  ]);
  for (const { feed } of Object.values(messages)) expect(feed.looksEmpty).toMatch(/\S/);
});

test("B20: two tasks with the same bytes are two pictures and one file", async () => {
  const s = await bench.studio("B20");
  const pressed = await s.press({ variantCount: 2 });
  await s.runUntil(pressed);
  expect(await s.ends(pressed)).toEqual(times(2, DELIVERED));
  const shas = (await s.variants(pressed.id)).map(({ image }) => image?.sha256);
  expect(new Set(shas).size).toBe(1);
  expect(await s.charges()).toBe(2);
  expect(await s.stored("blobs")).toHaveLength(1);
});
