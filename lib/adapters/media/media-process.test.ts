import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createMediaProcess } from "@/lib/adapters/media/media-process";
import { bundleDecodeProcess } from "@/lib/adapters/media/test-media";
import { makeHeavyJpeg, makeTestImage, noise, type TestImage } from "@/lib/media/test-images";
import type { Media, MediaLimits } from "@/lib/ports/media";

const LIMITS: MediaLimits = { pixelsMax: 50_000_000, sidePxMin: 16, sidePxMax: 16_384 };

let directory: string;
let entry: string;
const open: Media[] = [];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "maquette-media-"));
  entry = await bundleDecodeProcess(directory);
});
afterEach(() => Promise.all(open.splice(0).map((media) => media.close())));
afterAll(() => rm(directory, { recursive: true, force: true }));

function startMedia(options: Partial<Parameters<typeof createMediaProcess>[0]> = {}): Media {
  const media = createMediaProcess({ entry, processesMax: 1, ...options });
  open.push(media);
  return media;
}

const make = (name: TestImage) => makeTestImage(directory, name);
const outputs = () => mkdtemp(path.join(directory, "out-"));

describe("inspecting", () => {
  const refusals: [TestImage, object][] = [
    ["empty.png", { code: "empty_file" }],
    ["renamed-text.png", { code: "not_an_image" }],
    ["page.png", { code: "not_an_image" }],
    ["archive.png", { code: "not_an_image" }],
    ["document.png", { code: "not_an_image" }],
    ["program.png", { code: "not_an_image" }],
    ["form.png", { code: "not_an_image" }],
    ["words.png", { code: "not_an_image" }],
    ["a.gif", { code: "unsupported_kind", kind: "GIF" }],
    ["a.avif", { code: "unsupported_kind", kind: "AVIF" }],
    ["a.heic", { code: "unsupported_kind", kind: "HEIC" }],
    ["a.tiff", { code: "unsupported_kind", kind: "TIFF" }],
    ["a.bmp", { code: "unsupported_kind", kind: "BMP" }],
    ["a.ico", { code: "unsupported_kind", kind: "ICO" }],
    ["a.psd", { code: "unsupported_kind", kind: "PSD" }],
    ["a.jxl", { code: "unsupported_kind", kind: "JPEG XL" }],
    ["a.svg", { code: "unsupported_kind", kind: "SVG" }],
    ["animated.webp", { code: "image_animated" }],
    ["animated.png", { code: "image_animated" }],
    ["cut.jpg", { code: "image_malformed" }],
    ["cut-at-the-end.jpg", { code: "image_malformed" }],
    ["cut.png", { code: "image_malformed" }],
    ["cut-at-the-end.png", { code: "image_malformed" }],
    ["cut-interlaced.png", { code: "image_malformed" }],
    ["cut.webp", { code: "image_malformed" }],
    ["damaged.png", { code: "image_malformed" }],
    ["long-text.png", { code: "image_malformed" }],
    ["many-chunks.png", { code: "image_malformed" }],
    ["headless.png", { code: "image_malformed" }],
    ["60-megapixels.png", { code: "too_many_pixels", megapixels: 60, limitMegapixels: 50 }],
    ["900-megapixels.png", { code: "too_many_pixels", megapixels: 900, limitMegapixels: 50 }],
    ["dot.png", { code: "side_out_of_range", width: 1, height: 1 }],
    ["line.png", { code: "side_out_of_range", width: 1, height: 60_000 }],
  ];

  test("U03, U04, U08: refuses each file that is no picture for its own reason", async () => {
    const media = startMedia();
    for (const [name, refusal] of refusals) {
      expect([name, await media.inspect(await make(name), LIMITS)]).toEqual([
        name,
        { ok: false, refusal },
      ]);
    }
  });

  test.each([
    ["photo.jpg", { mime: "image/jpeg", width: 800, height: 600, needsCleanCopy: false }],
    ["photo.png", { mime: "image/png", width: 640, height: 480, needsCleanCopy: false }],
    ["photo.webp", { mime: "image/webp", width: 640, height: 480, needsCleanCopy: false }],
    ["comment.png", { mime: "image/png", width: 64, height: 64, needsCleanCopy: true }],
    [
      "sideways-with-place.jpg",
      { mime: "image/jpeg", width: 300, height: 400, needsCleanCopy: true },
    ],
  ] as const)("takes %s as it is shown", async (name, image) => {
    expect(await startMedia().inspect(await make(name), LIMITS)).toEqual({ ok: true, image });
  });

  test("U05: goes by the bytes, not by the name", async () => {
    const file = path.join(directory, "really-a-png.jpg");
    await noise(100, 100).png().toFile(file);
    expect(await startMedia().inspect(file, LIMITS)).toMatchObject({
      ok: true,
      image: { mime: "image/png" },
    });
  });

  test("takes a picture of 8K with transparency within its memory", async () => {
    const file = path.join(directory, "8k.webp");
    const color = { r: 200, g: 80, b: 20, alpha: 0.5 };
    await sharp({ create: { width: 7_680, height: 6_400, channels: 4, background: color } })
      .webp({ effort: 0 })
      .toFile(file);
    expect(await startMedia({ timeoutMs: 60_000 }).inspect(file, LIMITS)).toMatchObject({
      ok: true,
      image: { width: 7_680, height: 6_400 },
    });
  });

  test("throws when the file is not there: that is not the picture's fault", async () => {
    await expect(startMedia().inspect(path.join(directory, "absent"), LIMITS)).rejects.toThrow(
      /ENOENT/,
    );
  });
});

const DOT = { create: { width: 24, height: 24, channels: 4, background: "#222" } } as const;

describe("deriving", () => {
  test("makes three sizes and a thumbhash, upright", async () => {
    const file = path.join(directory, "large.jpg");
    await noise(2_400, 1_200).withMetadata({ orientation: 6 }).jpeg().toFile(file);
    const { files, thumbhash } = await startMedia().derive(file, await outputs());

    const sizes = files.map(async (made) => {
      const { format, width, height } = await sharp(made.path).metadata();
      return { name: path.basename(made.path), edge: made.width, format, width, height };
    });
    expect(await Promise.all(sizes)).toEqual([
      { name: "1600.webp", edge: 1600, format: "webp", width: 800, height: 1600 },
      { name: "640.webp", edge: 640, format: "webp", width: 320, height: 640 },
      { name: "320.webp", edge: 320, format: "webp", width: 160, height: 320 },
    ]);
    for (const made of files) expect((await stat(made.path)).size).toBe(made.sizeBytes);
    expect(thumbhash.length).toBeGreaterThanOrEqual(15);
    expect(thumbhash.length).toBeLessThanOrEqual(25);
  });

  test.each([
    ["black", "#000", [], true],
    ["grey", "#7f7f7f", [], true],
    ["transparent", "#0000", [], true],
    ["white with a small dot", "#fff", [{ input: DOT, left: 700, top: 900 }], false],
  ])(
    "B19: whether one that is %s looks empty is told",
    async (...[name, background, dots, isEmpty]) => {
      const file = path.join(directory, `${name.replaceAll(" ", "-")}.png`);
      const flat = sharp({ create: { width: 2_048, height: 2_048, channels: 4, background } });
      await flat.composite(dots).png({ compressionLevel: 1 }).toFile(file);
      expect((await startMedia().derive(file, await outputs())).looksEmpty).toBe(isEmpty);
    },
  );

  test("never enlarges", async () => {
    const { files } = await startMedia().derive(await make("small.png"), await outputs());
    for (const made of files) {
      expect(await sharp(made.path).metadata()).toMatchObject({ width: 48, height: 32 });
    }
  });

  test.each(["grey.png", "transparent.png", "deep.png", "cmyk.jpg"] as const)(
    "keeps the look of %s",
    async (name) => {
      const source = await make(name);
      const { files } = await startMedia().derive(source, await outputs());
      const look = async (file: string) => {
        const { data, info } = await sharp(file)
          .toColourspace("srgb")
          .ensureAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true });
        const { channels } = await sharp(data, { raw: info }).stats();
        return channels.map(({ mean }) => mean);
      };
      const [before, after] = [await look(source), await look(files[0]?.path ?? "")];
      for (const [index, mean] of before.entries()) {
        expect(Math.abs(mean - (after[index] ?? 0))).toBeLessThan(6);
      }
    },
  );

  test("throws for a file that cannot be decoded", async () => {
    await expect(startMedia().derive(await make("a.svg"), await outputs())).rejects.toThrow();
  });
});

describe("a clean copy", () => {
  const copy = async (name: TestImage, sizeBytesMax = 10 * 1024 * 1024) => {
    const target = path.join(await outputs(), "copy");
    const result = await startMedia().cleanCopy(await make(name), target, sizeBytesMax);
    return { ...result, target, metadata: await sharp(target).metadata() };
  };

  test("is upright and tells no place", async () => {
    const { mime, metadata, target } = await copy("sideways-with-place.jpg");
    expect(mime).toBe("image/jpeg");
    expect(metadata).toMatchObject({ width: 300, height: 400, chromaSubsampling: "4:4:4" });
    expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const [red] = await sharp(target)
      .extract({ left: 150, top: 20, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(red).toBeGreaterThan(240);
  });

  test("has no text chunks and the colours of an embedded profile as sRGB", async () => {
    expect((await copy("comment.png")).metadata.comments).toBeUndefined();
    const { mime, metadata } = await copy("profile.png");
    expect(mime).toBe("image/png");
    expect(metadata.icc).toBeUndefined();
  });

  test("of a PNG that is too large is a JPEG of the same size, if that fits", async () => {
    const { mime, metadata, sizeBytes } = await copy("photo.png", 700_000);
    expect(mime).toBe("image/jpeg");
    expect(sizeBytes).toBeLessThanOrEqual(700_000);
    expect(metadata).toMatchObject({ width: 640, height: 480 });
  });

  test("keeps transparency when it must shrink", async () => {
    const { mime, metadata, sizeBytes } = await copy("transparent.png", 40_000);
    expect(mime).toBe("image/webp");
    expect(sizeBytes).toBeLessThanOrEqual(40_000);
    expect(metadata.hasAlpha).toBe(true);
    expect(metadata.width).toBeLessThan(500);
  });

  test("of a heavy JPEG fits the gateway's limit", async () => {
    const source = await makeHeavyJpeg(directory, 12);
    expect((await stat(source)).size).toBeGreaterThan(11_500_000);
    const target = path.join(await outputs(), "copy");
    const { mime, sizeBytes } = await startMedia().cleanCopy(source, target, 10 * 1024 * 1024);
    expect(mime).toBe("image/jpeg");
    expect(sizeBytes).toBeLessThanOrEqual(10 * 1024 * 1024);
    expect((await stat(target)).size).toBe(sizeBytes);
  });
});

describe("the decode process", () => {
  const good = { ok: true, image: { mime: "image/jpeg" } };

  test("that hangs is killed, the file is refused and the next call works", async () => {
    const pipe = path.join(directory, "pipe");
    execFileSync("mkfifo", [pipe]);
    const media = startMedia({ timeoutMs: 3_000 });
    expect(await media.inspect(pipe, LIMITS)).toEqual({
      ok: false,
      refusal: { code: "image_malformed" },
    });
    expect(await media.inspect(await make("photo.jpg"), LIMITS)).toMatchObject(good);
  });

  test("that takes too much memory is killed, the file is refused and the next call works", async () => {
    const file = path.join(directory, "interlaced.png");
    await sharp({ create: { width: 5_000, height: 5_000, channels: 4, background: "#12345678" } })
      .png({ progressive: true, compressionLevel: 1 })
      .toFile(file);
    const media = startMedia({ rssBytesMax: 130 * 1024 * 1024, timeoutMs: 60_000 });
    expect(await media.inspect(file, LIMITS)).toEqual({
      ok: false,
      refusal: { code: "image_malformed" },
    });
    await expect(media.derive(file, await outputs())).rejects.toThrow(/ended/);
    expect(await media.inspect(await make("photo.jpg"), LIMITS)).toMatchObject(good);
  });

  test("answers each of many callers with their own picture", async () => {
    const media = startMedia({ processesMax: 2 });
    const names = [
      "photo.jpg",
      "a.gif",
      "photo.png",
      "cut.jpg",
      "photo.webp",
      "small.png",
    ] as const;
    const files = await Promise.all(names.map(make));
    const answers = await Promise.all(files.map((file) => media.inspect(file, LIMITS)));
    expect(answers.map((answer) => (answer.ok ? answer.image.mime : answer.refusal.code))).toEqual([
      "image/jpeg",
      "unsupported_kind",
      "image/png",
      "image_malformed",
      "image/webp",
      "image/png",
    ]);
  });

  test("inherits no setting of ours and has given up memory dumps", async () => {
    const teller = path.join(directory, "teller.mjs");
    await writeFile(
      teller,
      `const tell = () => ({ env: process.env, limits: process.report.getReport().userLimits });
      process.on("message", () => process.send({ type: "failed", message: JSON.stringify(tell()) }));
      process.send({ type: "ready" });`,
    );
    vi.stubEnv("TOAPIS_API_KEY", "sk-canary");
    const said = await startMedia({ entry: teller })
      .derive("-", "-")
      .catch((cause: Error) => cause.message);
    vi.unstubAllEnvs();
    expect(said).not.toContain("sk-canary");
    expect(JSON.parse(String(said))).toMatchObject({
      env: { NODE_ENV: "production" },
      limits: { core_file_size_blocks: { hard: 0 }, open_files: { hard: 256 } },
    });
  });

  test("leaves when its parent does", async () => {
    const child = fork(entry, [String(1024 ** 3)]);
    await once(child, "message");
    child.disconnect();
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  });

  test("that cannot start is an error, not a bad picture", async () => {
    const media = startMedia({ entry: path.join(directory, "absent.mjs") });
    await expect(media.inspect(await make("photo.jpg"), LIMITS)).rejects.toThrow(/does not start/);
  });

  test("does nothing more once closed, also for those who wait", async () => {
    const media = startMedia();
    const file = await make("photo.jpg");
    await media.inspect(file, LIMITS);
    const calls = [media.inspect(file, LIMITS), media.derive(file, await outputs())];
    await media.close();
    const outcomes = await Promise.allSettled([...calls, media.inspect(file, LIMITS)]);
    expect(outcomes[2]).toMatchObject({ status: "rejected" });
    expect(outcomes[1]).toMatchObject({ status: "rejected" });
  });
});
