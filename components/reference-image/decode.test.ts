import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { decodeHeic } from "@/components/reference-image/decode-heic";
import { decodeTiff } from "@/components/reference-image/decode-tiff";
import { type Pixels, upright } from "@/components/reference-image/pixels";

const HEIC = path.join(import.meta.dirname, "../../lib/media/test-sideways.heic");

/** Of the middle of the upper and of the lower half. */
const colours = ({ data, width, height }: Pixels) =>
  [0.25, 0.75].map((share) => {
    const at = (Math.floor(height * share) * width + Math.floor(width / 2)) * 4;
    const [red = 0, , blue = 0] = data.subarray(at, at + 3);
    return red > blue ? "red" : "blue";
  });

/** The left half red, the right half blue. */
const halves = (width: number, height: number) => {
  const background = { r: 255, g: 0, b: 0 };
  const red = { create: { width: width / 2, height, channels: 3 as const, background } };
  return sharp({ create: { width, height, channels: 3, background: "#00f" } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
};

const bytes = async (image: Promise<Buffer>) => new Uint8Array(await image);

describe("A picture is decoded upright", () => {
  test("from HEIC, as a telephone held sideways writes it", async () => {
    const pixels = await decodeHeic(await bytes(readFile(HEIC)));
    expect([pixels.width, pixels.height]).toEqual([96, 128]);
    expect(colours(pixels)).toEqual(["red", "blue"]);
  });

  test.each(["none", "lzw", "deflate", "jpeg"] as const)("from TIFF, packed by %s", async (how) => {
    const tiff = halves(128, 96).withMetadata({ orientation: 6 }).tiff({ compression: how });
    const pixels = await decodeTiff(await bytes(tiff.toBuffer()));
    expect([pixels.width, pixels.height]).toEqual([96, 128]);
    expect(colours(pixels)).toEqual(["red", "blue"]);
  });
});

test("each orientation is undone", () => {
  // a b
  // c d
  const picture = {
    data: new Uint8ClampedArray([..."abcd"].flatMap(pixelOf)),
    width: 2,
    height: 2,
  };
  const seen = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) =>
    String.fromCharCode(...upright(picture, orientation).data.filter((_, at) => at % 4 === 0)),
  );
  expect(seen).toEqual(["abcd", "badc", "dcba", "cdab", "acbd", "cadb", "dbca", "bdac"]);
});

const pixelOf = (letter: string) => Array.from({ length: 4 }, () => letter.charCodeAt(0));

describe("A damaged file is refused and does no harm", () => {
  test("HEIC without pictures, or cut in the middle", async () => {
    const whole = await bytes(readFile(HEIC));
    await expect(decodeHeic(whole.slice(0, 40))).rejects.toThrow();
    await expect(decodeHeic(whole.slice(0, whole.length / 2))).rejects.toThrow();
  });

  test("TIFF without a page, or larger than memory", async () => {
    const whole = await bytes(halves(64, 64).tiff({ compression: "none" }).toBuffer());
    await expect(decodeTiff(whole.slice(0, 8))).rejects.toThrow();
    await expect(decodeTiff(await bytes(hugeTiff()))).rejects.toThrow("pixels");
  });
});

/** One page that says it is 60,000 × 60,000. */
async function hugeTiff(): Promise<Buffer> {
  const tiff = Buffer.from("49492a00080000000200", "hex");
  const entry = (tag: number) => {
    const field = Buffer.alloc(12);
    field.writeUInt16LE(tag, 0);
    field.writeUInt16LE(4, 2);
    field.writeUInt32LE(1, 4);
    field.writeUInt32LE(60_000, 8);
    return field;
  };
  return Buffer.concat([tiff, entry(256), entry(257), Buffer.alloc(4)]);
}
