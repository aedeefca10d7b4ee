import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createResultDownloader } from "@/lib/adapters/toapis/result-downloader";
import { RESULT_LIMITS } from "@/lib/generation/service/fetch-result";
import { inspect } from "@/lib/media/inspect";
import { HOSTILE_FILES } from "@/lib/sandbox/hostile-files";
import { openTestClient, type TestClient } from "@/lib/sandbox/test-client";

/** As small as the gateway paints. */
const TINY = {
  model: "gemini-3.1-flash-image-preview",
  size: "1:8",
  metadata: { resolution: "0.5K" },
};

let folder: string;
let gateway: TestClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "result-bytes-"));
  gateway = await openTestClient({ dataDir: join(folder, "gateway") });
});
beforeEach(() => gateway.post("/__sandbox/reset", {}));
afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

let count = 0;
/** What a task with this fault delivers, and what its file really is there. */
async function fetchResult(fault: string, fields: object = TINY) {
  const created = await gateway.as(`sk-sandbox-${fault}`).create({ ...fields });
  const task = await gateway.finish(created.body.id);
  const url: string = task.result.data[0].url;
  count += 1;
  const path = join(folder, `${count}.part`);
  const downloader = createResultDownloader({
    userAgent: "Maquette/test",
    privateOrigins: [gateway.url],
  });
  const outcome = await downloader.download(url, path);
  const bytes = await readFile(path);
  const name = url.split("/").at(-1) ?? "";
  const there = await readFile(join(folder, "gateway/files/generated", name));
  expect(outcome).toEqual({
    ok: true,
    sizeBytes: there.length,
    sha256: createHash("sha256").update(there).digest("hex"),
  });
  expect(bytes.equals(there)).toBe(true);
  return { bytes, path };
}

async function verdictOf(path: string) {
  const inspected = await inspect(path, RESULT_LIMITS);
  return inspected.ok ? "accepted" : inspected.refusal.code;
}

describe("B01: a file that was cut comes as it is, and does not decode", () => {
  test.each(["image/jpeg", "image/png"])("%s", async (mimeType) => {
    const metadata = { ...TINY.metadata, imageOutputOptions: { mimeType } };
    const { path } = await fetchResult("B01", { ...TINY, metadata });
    expect(await verdictOf(path)).toBe("image_malformed");
  });
});

test.each([
  ["B02", "a picture of 900 megapixels in a hundred kilobytes", ["too_many_pixels"]],
  ["B03", "a picture of 256 megapixels", ["too_many_pixels"]],
  ["B04", "text that unpacks to 64 MB", Array(3).fill("image_malformed")],
  ["B05", "too many or too long chunks", Array(2).fill("image_malformed")],
  ["B06", "an SVG with a script", ["unsupported_kind"]],
  ["B07", "an SVG that reads files or swells", Array(3).fill("unsupported_kind")],
  ["B09", "AVIF and HEIC", Array(3).fill("unsupported_kind")],
  [
    "B10",
    "a moving picture, of WebP the first frame",
    ["accepted", "image_animated", "unsupported_kind"],
  ],
  ["B11", "a kind that no browser shows", Array(8).fill("unsupported_kind")],
  ["B12", "a picture in each of eight orientations", Array(8).fill("accepted")],
  ["B13", "a picture with place, script or provenance", Array(3).fill("accepted")],
  ["B15", "next to nothing", ["empty_file", "image_malformed", "not_an_image"]],
  ["B17", "ten thousand scans", ["image_malformed"]],
  ["B18", "a picture with a test virus in a chunk", ["accepted"]],
  ["B19", "a black picture", ["accepted"]],
])("%s: %s comes byte for byte, and its bytes decide", async (fault, _what, expected) => {
  const verdicts = [];
  const forms = new Set<string>();
  for (const _form of expected) {
    const { bytes, path } = await fetchResult(fault);
    forms.add(bytes.toString("latin1"));
    verdicts.push(await verdictOf(path));
  }
  expect(verdicts.sort()).toEqual(expected);
  expect(forms.size).toBe(expected.length);
});

test.each([
  ["B13", ["jpeg-place.jpg", "jpeg-xmp-script.jpg", "jpeg-c2pa.jpg"]],
  ["B18", ["png-eicar-text.png"]],
])("%s: what the original carries is still in it", async (fault, names) => {
  const carried = HOSTILE_FILES.filter(({ name }) => names.includes(name));
  expect(carried).toHaveLength(names.length);
  for (const { secret } of carried) {
    const { bytes } = await fetchResult(fault);
    expect(bytes.includes(secret ?? "no secret")).toBe(true);
  }
});

test("B20: two tasks deliver the same bytes", async () => {
  const [first, second] = [await fetchResult("B20"), await fetchResult("B20")];
  expect(first.bytes.equals(second.bytes)).toBe(true);
  expect(await verdictOf(first.path)).toBe("accepted");
});
