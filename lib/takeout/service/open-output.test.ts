import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { memoryMedia } from "@/lib/adapters/memory/memory-files";
import { createDiskStorage } from "@/lib/adapters/storage/disk-storage";
import type { Rendering } from "@/lib/media/schema";
import { makeTestImage, type TestImage } from "@/lib/media/test-images";
import type { Media } from "@/lib/ports/media";
import { blobKey, StorageError } from "@/lib/ports/object-storage";
import { outputsOf } from "@/lib/takeout/policy/outputs";
import type { TakeoutForm } from "@/lib/takeout/schema";
import { openOutput } from "@/lib/takeout/service/open-output";

let folder: string;
let media: Media;
const storageIn = (root: string) => createDiskStorage({ root, spoolLimitBytes: null });
let storage: ReturnType<typeof storageIn>;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "maquette-render-"));
  storage = storageIn(path.join(folder, "data"));
  media = createMediaProcess({ entry: await bundleDecodeProcess(folder), timeoutMs: 60_000 });
});
afterAll(async () => {
  await media.close();
  await rm(folder, { recursive: true, force: true });
});

async function store(source: string): Promise<string> {
  count += 1;
  const key = blobKey(String(count).padStart(64, "0"));
  await storage.putFile(key, source);
  return key;
}
const spooled = () => readdir(path.join(folder, "data/spool"));

/** Four quarters of red, green, blue and white, 400 × 200. */
async function quarters() {
  const file = path.join(folder, "quarters.png");
  const block = (background: string, left: number, top: number) => ({
    input: { create: { width: 200, height: 100, channels: 3 as const, background } },
    left,
    top,
  });
  await sharp({ create: { width: 400, height: 200, channels: 3, background: "#fff" } })
    .composite([block("#f00", 0, 0), block("#0f0", 200, 0), block("#00f", 0, 100)])
    .png()
    .toFile(file);
  return file;
}

async function made(
  storageKey: string,
  picture: { width: number; height: number; focus?: { x: number; y: number } },
  form: TakeoutForm,
) {
  const [output] = outputsOf({ mime: "image/png", focus: null, ...picture }, form);
  if (!output) throw new Error("no output");
  const opened = await openOutput({ media, storage }, { storageKey }, output);
  if (!opened.ok) throw new Error(opened.reason);
  const bytes = Buffer.alloc(opened.file.sizeBytes);
  await opened.file.read(bytes, 0);
  await opened.file.close();
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * info.channels).subarray(0, info.channels),
  ];
  return { metadata: await sharp(bytes).metadata(), at };
}

const ENCODING = { format: "jpeg", quality: 95, background: "#ffcc00" } as const;

describe("a copy", () => {
  test.each(["jpeg", "png", "webp"] as const)("as %s has the size asked for", async (format) => {
    const key = await store(await quarters());
    const form = { kind: "copy", ...ENCODING, format, size: { edge: "long", px: 200 } } as const;
    const { metadata, at } = await made(key, { width: 400, height: 200 }, form);
    expect(metadata).toMatchObject({ format, width: 200, height: 100, space: "srgb" });
    expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined]);
    const [red = 0, green = 255, blue = 255] = at(20, 20);
    expect(red).toBeGreaterThan(240);
    expect(Math.max(green, blue)).toBeLessThan(15);
    expect(await spooled()).toEqual([]);
  });

  test("in JPEG has the colour chosen under what is transparent, in PNG it stays so", async () => {
    const clear = path.join(folder, "clear.png");
    await sharp({ create: { width: 64, height: 64, channels: 4, background: "#0000" } })
      .png()
      .toFile(clear);
    const key = await store(clear);
    const picture = { width: 64, height: 64 };
    const jpeg = await made(key, picture, { kind: "copy", ...ENCODING, size: null });
    const [red = 0, green = 0, blue = 255] = jpeg.at(30, 30);
    expect([red > 245, Math.abs(green - 0xcc) < 8, blue < 20]).toEqual([true, true, true]);
    const png = await made(key, picture, { kind: "copy", ...ENCODING, format: "png", size: null });
    expect(png.at(30, 30)).toEqual([0, 0, 0, 0]);
  });
});

describe("a pack", () => {
  const pack = (sizeId: string): TakeoutForm => ({ kind: "pack", ...ENCODING, sizeIds: [sizeId] });
  test.each([
    ["the left", { x: 0, y: 0 }, [true, false]],
    ["the right", { x: 1, y: 0 }, [false, true]],
  ] as const)("is cropped around the focus: %s", async (_, focus, [isRed, isGreen]) => {
    const key = await store(await quarters());
    const { metadata, at } = await made(
      key,
      { width: 400, height: 200, focus },
      pack("instagram-square"),
    );
    expect(metadata).toMatchObject({ width: 1080, height: 1080 });
    const [red = 0, green = 0] = at(540, 100);
    expect([red > 240, green > 240]).toEqual([isRed, isGreen]);
  });

  test("of print says its resolution", async () => {
    const key = await store(await quarters());
    const { metadata } = await made(key, { width: 400, height: 200 }, pack("a6-landscape"));
    expect(metadata).toMatchObject({ width: 1819, height: 1311, density: 300 });
  });

  test("of a picture that lies on its side is cropped as it is shown", async () => {
    const key = await store(await makeTestImage(folder, "sideways-with-place.jpg"));
    const { metadata } = await made(key, { width: 300, height: 400 }, pack("instagram-story"));
    expect(metadata).toMatchObject({ width: 1080, height: 1920 });
    expect(metadata.exif).toBeUndefined();
  });
});

describe("what cannot be made", () => {
  const rendering = { ...ENCODING, crop: null, dpi: null };
  const output = { rendering, width: 10, height: 10 };
  const opening = (storageKey: string, by: Media = media) =>
    openOutput({ media: by, storage }, { storageKey }, output);

  test.each(["cut.jpg", "damaged.png", "a.svg"] as TestImage[])(
    "of %s is told as a file that cannot be read",
    async (name) => {
      const key = await store(await makeTestImage(folder, name));
      expect(await opening(key)).toEqual({ ok: false, reason: "cannot_be_read" });
      expect(await spooled()).toEqual([]);
    },
  );

  test("of a file that is gone is told as missing, original or not", async () => {
    const key = blobKey("f".repeat(64));
    const missing = { ok: false, reason: "file_missing" };
    expect(await opening(key)).toEqual(missing);
    expect(
      await openOutput({ media, storage }, { storageKey: key }, { ...output, rendering: null }),
    ).toEqual(missing);
  });

  test("on a full disk is told as that, and leaves nothing behind", async () => {
    const key = await store(await quarters());
    // What the kernel says of a full disk, for every byte.
    const full: Media = {
      ...media,
      render: (source, _, how: Rendering) => media.render(source, "/dev/full", how),
    };
    expect(await opening(key, full)).toEqual({ ok: false, reason: "disk_full" });
    await expect(
      full.render(await storage.localPath(key), "", { ...rendering, width: 9, height: 9 }),
    ).rejects.toThrow(StorageError);
    expect(await spooled()).toEqual([]);
  });

  test("without its storage is told so", async () => {
    const away = {
      ...storage,
      localPath: () => Promise.reject(new StorageError("unavailable", "away")),
    };
    const opened = await openOutput(
      {
        media: memoryMedia({ mime: "image/png", width: 1, height: 1, needsCleanCopy: false }).media,
        storage: away,
      },
      { storageKey: "blobs/a" },
      output,
    );
    expect(opened).toEqual({ ok: false, reason: "storage_away" });
  });

  test("its file stays readable when it is deleted meanwhile", async () => {
    const source = path.join(folder, "kept.png");
    await writeFile(source, "kept bytes");
    const key = await store(source);
    const opened = await openOutput(
      { media, storage },
      { storageKey: key },
      { ...output, rendering: null },
    );
    if (!opened.ok) throw new Error(opened.reason);
    await storage.delete(key);
    const buffer = Buffer.alloc(10);
    await opened.file.read(buffer, 0);
    await opened.file.close();
    expect(buffer.toString()).toBe("kept bytes");
  });
});
