import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  createResultDownloader,
  type DownloaderOptions,
} from "@/lib/adapters/toapis/result-downloader";
import { RESULT_LIMITS } from "@/lib/generation/service/fetch-result";
import { inspect } from "@/lib/media/inspect";
import { openTestClient, type TestClient } from "@/lib/sandbox/test-client";

let folder: string;
let gateway: TestClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "result-faults-"));
  gateway = await openTestClient({ dataDir: join(folder, "gateway") });
});
beforeEach(() => gateway.post("/__sandbox/reset", {}));
afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

/** As small as the gateway paints. */
const TINY = {
  model: "gemini-3.1-flash-image-preview",
  size: "1:8",
  metadata: { resolution: "0.5K" },
};

/** A finished task that meets this fault: what its status names, and what was really painted. */
async function makeResult(fault: string) {
  const created = await gateway.as(`sk-sandbox-${fault}`).create(TINY);
  const task = await gateway.finish(created.body.id);
  const url: string = task.result.data[0].url;
  const name = /\d+_\w+\.(?:jpg|png)/.exec(url)?.[0] ?? "none";
  return { url, name, painted: join(folder, "gateway/files/generated", name) };
}

let count = 0;
async function download(url: string, options: Partial<DownloaderOptions> = {}) {
  count += 1;
  const path = join(folder, `${count}.part`);
  const downloader = createResultDownloader({
    userAgent: "Maquette/test",
    privateOrigins: [gateway.url],
    retryDelaysMs: [0, 0, 0],
    ...options,
  });
  const outcome = await downloader.download(url, path);
  return { outcome, path };
}

const fetchResult = async (fault: string, options: Partial<DownloaderOptions> = {}) => {
  const result = await makeResult(fault);
  return { ...result, ...(await download(result.url, options)) };
};

async function wholeOf(painted: string) {
  const bytes = await readFile(painted);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { ok: true, sizeBytes: bytes.length, sha256 };
}

type Request = { method: string; path: string; headers: [string, string][] };
async function fileRequests(): Promise<Request[]> {
  const { requests } = (await gateway.call("/__sandbox/requests")).body;
  return requests.filter(({ path }: Request) => path.startsWith("/files/"));
}
const rangesOf = (requests: Request[]) =>
  requests.map(({ headers }) => headers.find(([name]) => name.toLowerCase() === "range")?.[1]);

const isThere = async (path: string) => (await stat(path).catch(() => null)) !== null;

test("R01: a good result is stored whole, with its hash", async () => {
  const { outcome, path, painted } = await fetchResult("R01");
  expect(outcome).toEqual(await wholeOf(painted));
  expect(await readFile(path)).toEqual(await readFile(painted));
});

test.each(["R02", "R03", "R04"])("%s: a file that is not there is gone at once", async (fault) => {
  const { outcome, path } = await fetchResult(fault);
  expect(outcome).toMatchObject({ ok: false, reason: "gone" });
  expect(await isThere(path)).toBe(false);
  expect(await fileRequests()).toHaveLength(1);
});

describe("an address that leads elsewhere", () => {
  test.each([
    ["R05", "is not https"],
    ["R06", "is not https"],
    ["R07", "file:"],
    ["R08", "is not https"],
  ])("%s: its redirect is refused and nobody is there", async (fault, detail) => {
    const { outcome } = await fetchResult(fault);
    expect(outcome).toMatchObject({ reason: "blocked", detail: expect.stringContaining(detail) });
    expect((await gateway.call("/__sandbox/tripwire")).body.hits).toEqual([]);
    expect(await fileRequests()).toHaveLength(1);
  });

  test("R05: whoever follows the redirect trips the wire", async () => {
    const { url } = await makeResult("R05");
    expect(await (await fetch(url)).text()).toBe("inside");
    const { hits } = (await gateway.call("/__sandbox/tripwire")).body;
    expect(hits).toContainEqual(expect.objectContaining({ method: "GET", path: "/picture.png" }));
  });

  test("R09: the third redirect is the last", async () => {
    expect((await fetchResult("R09")).outcome).toMatchObject({ reason: "blocked" });
    expect(await fileRequests()).toHaveLength(4);
  });

  test.each([
    ["R10", 13, /private address|no full address/],
    ["R12", 1, /credentials/],
    ["R13", 3, /Port (22|25|6379) is not allowed/],
    ["R14", 7, /is not https|no full address/],
  ])("%s: each of its %i forms is refused", async (fault, forms, detail) => {
    const urls = new Set<string>();
    for (let form = 0; form < forms; form += 1) {
      const { url, outcome } = await fetchResult(fault, {
        lookup: (_name, _options, callback) =>
          callback(null, [{ address: "127.0.0.1", family: 4 }]),
      });
      urls.add(url);
      expect(outcome, url).toMatchObject({
        reason: "blocked",
        detail: expect.stringMatching(detail),
      });
    }
    expect(urls.size).toBe(forms);
    expect(await fileRequests()).toEqual([]);
  });

  test("R15: strange spellings are made plain or refused", async () => {
    const names: string[] = [];
    const lookup: DownloaderOptions["lookup"] = (name, _options, callback) => {
      names.push(name);
      callback(null, [{ address: "127.0.0.1", family: 4 }]);
    };
    const outcomes = [];
    for (let form = 0; form < 5; form += 1) {
      const { outcome } = await fetchResult("R15", { lookup });
      outcomes.push(outcome.ok ? "stored" : outcome.reason);
    }
    expect(outcomes).toEqual(["stored", "blocked", "stored", "blocked", "stored"]);
    expect(names).toEqual(["xn--tapis-jye.com"]);
    const headers = (await fileRequests()).flatMap((request) => request.headers);
    expect(headers.map(([name]) => name.toLowerCase())).not.toContain("x-injected");
  });
});

describe("what the headers say", () => {
  test("R16: a picture under the type of a page is a picture, a page under the type of a picture is none", async () => {
    const picture = await fetchResult("R16");
    await expect(inspect(picture.path, RESULT_LIMITS)).resolves.toMatchObject({ ok: true });
    const page = await fetchResult("R16");
    expect(page.outcome.ok).toBe(true);
    await expect(inspect(page.path, RESULT_LIMITS)).resolves.toMatchObject({
      refusal: { code: "not_an_image" },
    });
  });

  test("R17: a picture without a type is a picture", async () => {
    const { outcome, painted } = await fetchResult("R17");
    expect(outcome).toEqual(await wholeOf(painted));
  });

  test("R18: fewer bytes than announced are asked for again", async () => {
    const { outcome, painted } = await fetchResult("R18");
    expect(outcome).toEqual(await wholeOf(painted));
    expect((await fileRequests()).length).toBeGreaterThan(1);
  });

  test("R18: more bytes than announced are a picture that does not decode, and good at the next call", async () => {
    await makeResult("R18");
    const { url, path, painted } = await fetchResult("R18");
    await expect(inspect(path, RESULT_LIMITS)).resolves.toMatchObject({
      refusal: { code: "image_malformed" },
    });
    expect((await download(url)).outcome).toEqual(await wholeOf(painted));
  });

  test("R18: without a length the end of the connection is the end of the file", async () => {
    await makeResult("R18");
    await makeResult("R18");
    const { outcome, painted } = await fetchResult("R18");
    expect(outcome).toEqual(await wholeOf(painted));
  });

  test("R26: a page instead of a picture comes as what it is", async () => {
    const { outcome, path } = await fetchResult("R26");
    expect(outcome.ok).toBe(true);
    await expect(inspect(path, RESULT_LIMITS)).resolves.toMatchObject({
      refusal: { code: "not_an_image" },
    });
  });

  test("R29: nothing of us goes to the host of a result but our name", async () => {
    await fetchResult("R29");
    const [request] = await fileRequests();
    expect(request?.headers.map(([name]) => name.toLowerCase()).sort()).toEqual([
      "accept-encoding",
      "connection",
      "host",
      "user-agent",
    ]);
  });
});

describe("a transfer that goes wrong", () => {
  test.each(["without a length", "that announces 200 MB"])(
    "R19: a file %s is stopped at the limit and leaves nothing",
    async (kind) => {
      if (kind !== "without a length") await makeResult("R19");
      const { outcome, path } = await fetchResult("R19");
      expect(outcome).toMatchObject({ ok: false, reason: "too_large" });
      expect(await isThere(path)).toBe(false);
      expect(await fileRequests()).toHaveLength(1);
    },
  );

  test("R20: bytes that drip are ended, and another download beside them is whole", async () => {
    const slow = await makeResult("R20");
    const good = await makeResult("R01");
    const [dripped, whole] = await Promise.all([
      download(slow.url, { stallMs: 300, bytesPerSecondMin: 50_000, retryDelaysMs: [] }),
      download(good.url),
    ]);
    expect(dripped.outcome).toMatchObject({
      reason: "unreachable",
      detail: expect.stringContaining("Slower than"),
    });
    expect(whole.outcome).toEqual(await wholeOf(good.painted));
  });

  test.each([
    ["R21", "that stands still"],
    ["R22", "that is reset"],
  ])("%s: a download %s is resumed and its hash is equal", async (fault) => {
    const { outcome, painted } = await fetchResult(fault, { stallMs: 300 });
    expect(outcome).toEqual(await wholeOf(painted));
    const ranges = rangesOf(await fileRequests());
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
  });

  test("R23: a host that ignores the range is not appended to what is there", async () => {
    const { outcome, path, painted } = await fetchResult("R23");
    expect(outcome).toEqual(await wholeOf(painted));
    expect(await readFile(path)).toEqual(await readFile(painted));
    expect(rangesOf(await fileRequests())).toEqual([undefined, expect.any(String)]);
  });

  test.each(["another part", "a part of another file"])(
    "R24: %s instead of the rest makes it start anew",
    async (kind) => {
      if (kind !== "another part") await makeResult("R24");
      const { outcome, painted } = await fetchResult("R24");
      expect(outcome).toEqual(await wholeOf(painted));
      expect(rangesOf(await fileRequests())).toEqual([undefined, expect.any(String), undefined]);
    },
  );
});

test("R30: an address that dies young is good at first, then gone, and a status read gives a new one", async () => {
  let at = Date.now();
  const timed = await openTestClient({ now: () => at, speed: 1 });
  const { body } = await timed.as("sk-sandbox-R30").create(TINY);
  at += 60_000;
  const urlNow = async () => (await timed.finish(body.id)).result.data[0].url;
  const first = await urlNow();
  const options = { privateOrigins: [timed.url] };
  expect((await download(first, options)).outcome.ok).toBe(true);
  at += 5_001;
  expect((await download(first, options)).outcome).toMatchObject({ reason: "gone" });
  expect((await download(await urlNow(), options)).outcome.ok).toBe(true);
  await timed.stop();
});
