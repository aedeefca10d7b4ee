import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import type { ImageMime } from "@/lib/image/schema/facts";
import { noise } from "@/lib/media/test-images";
import type { Media } from "@/lib/ports/media";
import { blobKey } from "@/lib/ports/object-storage";
import type { TakeoutPicture } from "@/lib/ports/takeout-repository";
import { outputsOf } from "@/lib/takeout/policy/outputs";
import type { TakeoutForm } from "@/lib/takeout/schema";
import { openDescribed } from "@/lib/takeout/service/describe";

let folder: string;
let media: Media;
let storage: ReturnType<typeof createDiskStorage>;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-describe-"));
  storage = createDiskStorage({ root: path.join(folder, "data"), spoolLimitBytes: null });
  media = createMediaProcess({ entry: await bundleDecodeProcess(folder), timeoutMs: 60_000 });
});
afterAll(async () => {
  await media.close();
  await rm(folder, { recursive: true, force: true });
});

const SOURCE_TYPE = "digitalsourcetype/trainedAlgorithmicMedia";
const COPY: TakeoutForm = {
  ...{ kind: "copy", format: "jpeg", quality: 90, background: "#ffffff", size: null },
};
const ORIGINAL: TakeoutForm = { kind: "original" };

async function take(
  original: Buffer,
  mime: ImageMime,
  { form, provenance }: { form: TakeoutForm; provenance: { prompt: boolean } | null },
) {
  count += 1;
  const sha256 = String(count).padStart(64, "0");
  const storageKey = blobKey(sha256);
  await writeFile(path.join(folder, sha256), original);
  await storage.putFile(storageKey, path.join(folder, sha256));
  const picture: TakeoutPicture = {
    ...{ imageId: "01J00000000000000000000000", code: "AK-1122-08/2", projectName: "Autumn KV" },
    ...{ personName: "Lin Yao", prompt: "жёлтая…", promptAsSent: "жёлтая бутылка" },
    ...{ model: "a-model", day: "2026-11-22", madeAt: new Date("2026-11-22T10:00:00Z") },
    ...{ width: 640, height: 480, focus: null, sha256, sizeBytes: original.length, storageKey },
    mime,
    aspectRatio: "4:3",
  };
  const [output] = outputsOf(picture, form);
  if (!output) throw new Error("no output");
  const opened = await openDescribed({ media, storage }, { picture, output }, provenance);
  if (!opened.ok) throw new Error(opened.reason);
  const bytes = Buffer.alloc(opened.file.sizeBytes);
  // As a download reads: in parts, each as long as it comes.
  for (let at = 0; at < bytes.length; ) {
    const part = await opened.file.read(bytes.subarray(at, at + 10_007), at);
    if (part === 0) throw new Error(`ends at ${at} of ${bytes.length}`);
    at += part;
  }
  expect(await opened.file.read(Buffer.alloc(10), bytes.length)).toBe(0);
  await opened.file.close();
  expect(await readdir(path.join(folder, "data/spool"))).toEqual([]);
  return bytes;
}
const xmpOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).xmpAsString ?? "";
const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();

test.each(["jpeg", "png", "webp"] as const)(
  "a copy as %s says where it comes from and keeps what its original said, and its pixels",
  async (format) => {
    const packet =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
      '<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" ' +
      'photoshop:Credit="Made with a model"/></rdf:RDF></x:xmpmeta>';
    const original = await noise(640, 480).withXmp(packet).png().toBuffer();
    const form = { ...COPY, format } as TakeoutForm;
    const plain = await take(original, "image/png", { form, provenance: null });
    expect(await xmpOf(plain)).toBe("");
    const said = await take(original, "image/png", { form, provenance: { prompt: true } });
    expect((await pixels(said)).equals(await pixels(plain))).toBe(true);
    const xmp = await xmpOf(said);
    expect(xmp).toContain(SOURCE_TYPE);
    expect(xmp).toContain('photoshop:Credit="Made with a model"');
    expect(xmp).toContain("жёлтая бутылка");
    expect(xmp).toContain("AK-1122-08/2");
    const silent = await take(original, "image/png", { form, provenance: { prompt: false } });
    expect(await xmpOf(silent)).toContain(SOURCE_TYPE);
    expect(silent.includes("бутылка")).toBe(false);
  },
);

test("an original is byte for byte unless it is to say so; then its pixels are", async () => {
  const original = await noise(640, 480).webp().toBuffer();
  const untouched = await take(original, "image/webp", { form: ORIGINAL, provenance: null });
  expect(untouched.equals(original)).toBe(true);
  const said = await take(original, "image/webp", {
    form: ORIGINAL,
    provenance: { prompt: false },
  });
  expect(await xmpOf(said)).toContain(SOURCE_TYPE);
  expect((await pixels(said)).equals(await pixels(original))).toBe(true);
});

test("an original that is signed, or is no file of its kind, leaves as it is", async () => {
  const plain = await noise(64, 48).jpeg().toBuffer();
  const signature = Buffer.concat([
    Buffer.from([0xff, 0xeb, 0, 12]),
    Buffer.from("JP\0\x01\0\0\0\x01ab"),
  ]);
  const signed = Buffer.concat([plain.subarray(0, 2), signature, plain.subarray(2)]);
  const asked = { form: ORIGINAL, provenance: { prompt: true } };
  expect((await take(signed, "image/jpeg", asked)).equals(signed)).toBe(true);
  const odd = Buffer.alloc(5_000, "no picture at all");
  expect((await take(odd, "image/png", asked)).equals(odd)).toBe(true);
});
