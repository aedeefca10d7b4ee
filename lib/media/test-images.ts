import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** Pictures and non-pictures for tests, by what they are; each maker gives the file's bytes. */
const MAKERS = {
  "photo.jpg": () => noise(800, 600).jpeg({ quality: 85 }).toBuffer(),
  "photo.png": () => noise(640, 480).png().toBuffer(),
  "photo.webp": () => noise(640, 480).webp().toBuffer(),
  "grey.png": () => noise(300, 200).greyscale().png().toBuffer(),
  "transparent.png": () => noise(500, 400).ensureAlpha(0.5).png().toBuffer(),
  "deep.png": () => noise(200, 200).toColourspace("rgb16").png().toBuffer(),
  "small.png": () => noise(48, 32).png().toBuffer(),
  "cmyk.jpg": () => noise(300, 200).toColourspace("cmyk").jpeg().toBuffer(),
  "sideways-with-place.jpg": () => sidewaysWithPlace(),
  "profile.png": () => noise(300, 200).withIccProfile("p3").png().toBuffer(),
  "comment.png": async () => withChunk(await noise(64, 64).png().toBuffer(), text("Place", "Oslo")),

  "empty.png": () => Buffer.alloc(0),
  "renamed-text.png": () => Buffer.from("Not a picture at all.\n".repeat(20)),
  "page.png": () => Buffer.from("<!doctype html><html><body><svg></svg></body></html>"),
  "archive.png": () => Buffer.from("504b0304140000000800", "hex"),
  "document.png": () => Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n"),
  "program.png": () => Buffer.from("4d5a90000300000004000000ffff0000", "hex"),
  "form.png": () =>
    Buffer.from("--b\r\nContent-Disposition: form-data; name=f\r\n\r\nx\r\n--b--\r\n"),
  "words.png": () => Buffer.from("BM is how this sentence begins, and it is no bitmap."),

  "a.gif": () => noise(64, 64).gif().toBuffer(),
  "a.avif": () => noise(64, 64).avif({ effort: 0 }).toBuffer(),
  "a.heic": () => Buffer.from("00000018667479706865696300000000686569636d696631", "hex"),
  /** 96 × 128 as shown, red above blue; turned by its own property and told by EXIF, as telephones do. */
  "sideways.heic": () => readFile(path.join(import.meta.dirname, "test-sideways.heic")),
  "a.tiff": () => noise(64, 64).tiff().toBuffer(),
  "a.bmp": () => Buffer.from(`424d3a000000000000003600000028000000${"00".repeat(40)}`, "hex"),
  "a.ico": () => Buffer.from("00000100010010100000010020006804", "hex"),
  "a.psd": () => Buffer.from("384250530001000000000000000300000010", "hex"),
  "a.jxl": () => Buffer.from("0000000c4a584c200d0a870a", "hex"),
  "a.svg": () =>
    Buffer.from('<?xml version="1.0"?>\n<!-- <b> -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),

  "animated.webp": () => animatedWebp(),
  "animated.png": async () =>
    withChunk(await noise(64, 64).png().toBuffer(), chunk("acTL", Buffer.alloc(8))),

  "cut.jpg": async () => cut(await noise(800, 600).jpeg().toBuffer(), 0.6),
  "cut-at-the-end.jpg": async () => cut(await noise(800, 600).jpeg().toBuffer(), 0.9999),
  "cut.png": async () => cut(await noise(640, 480).png().toBuffer(), 0.6),
  "cut-at-the-end.png": async () => (await noise(640, 480).png().toBuffer()).subarray(0, -12),
  "cut-interlaced.png": async () =>
    cut(await noise(640, 480).png({ progressive: true }).toBuffer(), 0.6),
  "cut.webp": async () => cut(await noise(640, 480).webp().toBuffer(), 0.6),
  "damaged.png": async () => (await noise(640, 480).png().toBuffer()).fill(0xa5, 9_000, 9_400),
  "long-text.png": async () =>
    withChunk(await noise(64, 64).png().toBuffer(), text("Comment", "x".repeat(2 * 1024 * 1024))),
  "many-chunks.png": async () =>
    withChunk(
      await noise(64, 64).png().toBuffer(),
      Buffer.concat(Array.from({ length: 5_000 }, () => text("a", "b"))),
    ),
  "headless.png": async () => {
    const whole = await noise(64, 64).png().toBuffer();
    return Buffer.concat([whole.subarray(0, 8), text("a", "b"), whole.subarray(8)]);
  },
  "60-megapixels.png": () => onePixelDeep(10_000, 6_000),
  "900-megapixels.png": () => onePixelDeep(30_000, 30_000),
  "dot.png": () => noise(1, 1).png().toBuffer(),
  "line.png": () => onePixelDeep(1, 60_000),
} satisfies Record<string, () => Buffer | Promise<Buffer>>;

export type TestImage = keyof typeof MAKERS;

/** Writes one test file into `directory` and returns its path. */
export async function makeTestImage(directory: string, name: TestImage): Promise<string> {
  return save(directory, name, await MAKERS[name]());
}

const HEAVY_BYTES_PER_PIXEL = 1.41;

/** A JPEG of about `megabytes` (of 1,000,000 bytes): noise at full quality. */
export async function makeHeavyJpeg(directory: string, megabytes: number): Promise<string> {
  const side = Math.round(Math.sqrt((megabytes * 1_000_000) / HEAVY_BYTES_PER_PIXEL));
  const bytes = await noise(side, side).jpeg({ quality: 100 }).toBuffer();
  return save(directory, `heavy-${megabytes}mb.jpg`, bytes);
}

/** `count` different small pictures of the three kinds that are taken. */
export function makeTestPhotos(directory: string, count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const format = (["jpeg", "png", "webp"] as const)[index % 3] ?? "jpeg";
      const bytes = await noise(320 + index, 240)
        .toFormat(format)
        .toBuffer();
      return save(directory, `photo-${index + 1}.${format === "jpeg" ? "jpg" : format}`, bytes);
    }),
  );
}

async function save(directory: string, name: string, bytes: Buffer): Promise<string> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, name);
  await writeFile(file, bytes);
  return file;
}

/** Noise does not compress, so that the file has weight; the same size gives the same bytes. */
export function noise(width: number, height: number): Sharp {
  const data = Buffer.allocUnsafe(width * height * 3);
  let state = width * 65_537 + height;
  for (let index = 0; index < data.length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    data[index] = state >>> 24;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** 400 × 300 as stored, 300 × 400 as shown: red left half becomes the top. */
function sidewaysWithPlace(): Promise<Buffer> {
  const red = { create: { width: 200, height: 300, channels: 3 as const, background: "#f00" } };
  return sharp({ create: { width: 400, height: 300, channels: 3, background: "#00f" } })
    .composite([{ input: red, left: 0, top: 0 }])
    .withExif({
      IFD0: { Artist: "Somebody" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "59/1 54/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
}

async function animatedWebp(): Promise<Buffer> {
  const frames = [1, 2, 3].map((width) =>
    noise(64, 63 + width)
      .resize(64, 64)
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .webp()
    .toBuffer();
}

const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));

const PNG_SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
const IHDR_END = 33;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

const text = (keyword: string, value: string) => chunk("tEXt", Buffer.from(`${keyword}\0${value}`));

const withChunk = (png: Buffer, extra: Buffer) =>
  Buffer.concat([png.subarray(0, IHDR_END), extra, png.subarray(IHDR_END)]);

/** A PNG of 1 bit per pixel: kilobytes that unpack to an enormous picture. */
function onePixelDeep(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rowBytes = 1 + Math.ceil(width / 8);
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(rowBytes * height))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
