import sharp from "sharp";
import {
  cut,
  jpegSegment,
  noise,
  patched,
  randomBytes,
  withJpegSegments,
} from "@/lib/sandbox/hostile/bytes";
import type { Row } from "@/lib/sandbox/hostile/hostile-file";

const BAD = "image_malformed";
const APP1 = 0xe1;
const APP11 = 0xeb;
const COMMENT = 0xfe;
const SCRIPT = "<script>alert(document.cookie)</script>";

const jpeg = () => noise().jpeg({ quality: 90 }).toBuffer();
const withSegments = async (...segments: Buffer[]) => withJpegSegments(await jpeg(), ...segments);
const exif = (tiff: Buffer) => jpegSegment(APP1, Buffer.concat([Buffer.from("Exif\0\0"), tiff]));

/** Offsets in a frame header, from its marker. */
const FRAME = { precision: 4, height: 5 };

/** The header of the one frame: what it claims is not what follows. */
async function withFrame(offset: number, patch: number[]): Promise<Buffer> {
  const whole = await jpeg();
  const frame = whole.indexOf(Buffer.from("ffc0001108", "hex"));
  return patched(whole, frame + offset, Buffer.from(patch));
}

/** Repeats the last scan: small to send, and a decoder goes over the whole picture for each. */
async function withScans(count: number): Promise<Buffer> {
  const whole = await flat().jpeg({ progressive: true }).toBuffer();
  const scan = whole.subarray(whole.lastIndexOf(Buffer.from("ffda", "hex")), -2);
  const scans = Array.from({ length: count }, () => scan);
  return Buffer.concat([whole.subarray(0, -2), ...scans, whole.subarray(-2)]);
}

/** A progressive frame of 9,900²: its coefficients alone are 588 MB, and hardly any of them follow. */
async function hugeProgressive(): Promise<Buffer> {
  const whole = await flat().jpeg({ progressive: true, chromaSubsampling: "4:4:4" }).toBuffer();
  const frame = whole.indexOf(Buffer.from("ffc2001108", "hex"));
  return patched(whole, frame + FRAME.height, Buffer.from("26ac26ac", "hex"));
}

const flat = () => sharp({ create: { width: 640, height: 640, channels: 3, background: "#888" } });

/** Shown as 48 × 32 with a red corner at the top left, whatever way it is stored. */
async function turned(orientation: number): Promise<Buffer> {
  const red = { create: { width: 24, height: 16, channels: 3 as const, background: "#f00" } };
  const shown = await sharp({
    create: { width: 48, height: 32, channels: 3, background: "#00f" },
  })
    .composite([{ input: red, left: 0, top: 0 }])
    .png()
    .toBuffer();
  // To be turned by the orientation, the pixels are stored turned the other way.
  const { angle, mirrored } = TURNS[orientation] ?? { angle: 0, mirrored: false };
  const rotated = await sharp(shown)
    .flop(mirrored && angle === 0)
    .rotate(angle)
    .toBuffer();
  const stored = sharp(rotated).flop(mirrored && angle !== 0);
  return stored
    .withMetadata({ orientation })
    .jpeg({ quality: 95, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

const TURNS: Record<number, { angle: number; mirrored: boolean }> = {
  1: { angle: 0, mirrored: false },
  2: { angle: 0, mirrored: true },
  3: { angle: 180, mirrored: false },
  4: { angle: 180, mirrored: true },
  5: { angle: 90, mirrored: true },
  6: { angle: 270, mirrored: false },
  7: { angle: 270, mirrored: true },
  8: { angle: 90, mirrored: false },
};

/** A TIFF structure whose one directory names itself as the next. */
const EXIF_LOOP = Buffer.from("49492a0008000000010012010300010000000100000008000000", "hex");

const damaged: Row[] = [
  ["jpeg-signature.jpg", BAD, "three bytes", () => Buffer.from("ffd8ff", "hex")],
  ["jpeg-half-a-header.jpg", BAD, "ends in the tables", async () => (await jpeg()).subarray(0, 40)],
  ["jpeg-half.jpg", BAD, "metadata alone would pass", async () => cut(await jpeg(), 0.5)],
  [
    "jpeg-without-end.jpg",
    BAD,
    "two bytes are missing",
    async () => (await jpeg()).subarray(0, -2),
  ],
  [
    "jpeg-random.jpg",
    BAD,
    "noise behind the magic",
    () => Buffer.concat([Buffer.from("ffd8ffe0", "hex"), randomBytes(40_000)]),
  ],
  [
    "jpeg-damaged.jpg",
    BAD,
    "zeros in the middle",
    async () => patched(await jpeg(), 12_000, Buffer.from("ffd9ffd8ffd9", "hex")),
  ],
  ["jpeg-no-height.jpg", BAD, "0 px", () => withFrame(FRAME.height, [0, 0])],
  [
    "jpeg-claims-more-rows.jpg",
    BAD,
    "4,000 px, data for 192",
    () => withFrame(FRAME.height, [0x0f, 0xa0]),
  ],
  [
    "jpeg-12-bit.jpg",
    BAD,
    "precision that its data has not",
    () => withFrame(FRAME.precision, [12]),
  ],
  [
    "jpeg-claims-4-gigapixels.jpg",
    "too_many_pixels",
    "65,500²",
    () => withFrame(FRAME.height, [0xff, 0xdc, 0xff, 0xdc]),
  ],
  [
    "jpeg-endless-segment.jpg",
    BAD,
    "a segment longer than the file",
    async () => (await withSegments(jpegSegment(COMMENT, "x".repeat(60_000)))).subarray(0, 30_000),
  ],
  [
    "jpeg-claims-98-megapixels.jpg",
    "too_many_pixels",
    "coefficients that must be held at once",
    hugeProgressive,
  ],
  ["jpeg-10000-scans.jpg", BAD, "progressive without end", () => withScans(10_000)],
];

const honest: Row[] = [
  [
    "jpeg-claims-fewer-rows.jpg",
    "accepted",
    "the rest is never read",
    () => withFrame(FRAME.height, [0, 16]),
  ],
  ["jpeg-cmyk.jpg", "accepted", "four inks", () => noise().toColourspace("cmyk").jpeg().toBuffer()],
  [
    "jpeg-progressive.jpg",
    "accepted",
    "ordinary scans",
    () => noise().jpeg({ progressive: true }).toBuffer(),
  ],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (orientation): Row => [
      `jpeg-orientation-${orientation}.jpg`,
      "accepted",
      "shown right side up",
      () => turned(orientation),
    ],
  ),
  [
    "jpeg-exif-loop.jpg",
    "accepted",
    "its directory names itself",
    () => withSegments(exif(EXIF_LOOP)),
  ],
  [
    "jpeg-exif-garbage.jpg",
    "accepted",
    "noise as EXIF",
    () => withSegments(exif(randomBytes(9_000))),
  ],
  [
    "jpeg-place.jpg",
    "accepted",
    "GPS",
    () =>
      noise()
        .withExif({ IFD3: { GPSLatitude: "59/1 54/1 0/1", GPSMapDatum: "Elsewhere" } })
        .jpeg()
        .toBuffer(),
    "Elsewhere",
  ],
  [
    "jpeg-xmp-script.jpg",
    "accepted",
    "XMP that is a page",
    () => withSegments(jpegSegment(APP1, `http://ns.adobe.com/xap/1.0/\0${SCRIPT}`)),
    "<script",
  ],
  [
    "jpeg-c2pa.jpg",
    "accepted",
    "provenance",
    () => withSegments(jpegSegment(APP11, "JP\0\x01\0\0\0\x01c2pa.claim")),
    "c2pa",
  ],
  [
    "jpeg-and-html.jpg",
    "accepted",
    "a page as comment",
    () => withSegments(jpegSegment(COMMENT, `<html>${SCRIPT}`)),
    "<script",
  ],
  [
    "jpeg-and-zip.jpg",
    "accepted",
    "a ZIP archive behind the picture",
    async () => Buffer.concat([await jpeg(), Buffer.from("PK\x03\x04\x14\0evil.exe")]),
    "evil.exe",
  ],
  [
    "jpeg-13-mb-comments.jpg",
    "accepted",
    "two hundred comments of the largest size",
    () =>
      withSegments(...Array.from({ length: 200 }, () => jpegSegment(COMMENT, "x".repeat(65_000)))),
    "xxxxxxxx",
  ],
];

export const JPEG_ROWS: Row[] = [...damaged, ...honest];
