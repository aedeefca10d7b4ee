import sharp from "sharp";
import {
  cut,
  deflatedZeros,
  greyPixels,
  greyPng,
  IHDR_END,
  ihdr,
  noise,
  patched,
  pngChunk,
  pngOf,
  pngText,
  randomBytes,
  withPngChunks,
} from "@/lib/sandbox/hostile/bytes";
import type { Row } from "@/lib/sandbox/hostile/hostile-file";

const BAD = "image_malformed";
const SIGNATURE_END = 8;
const EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
const SCRIPT = "<script>alert(document.cookie)</script>";

const png = () => noise().png().toBuffer();
const flat = (background: string) =>
  sharp({ create: { width: 64, height: 64, channels: 4, background } })
    .png()
    .toBuffer();
const withChunks = async (...chunks: Buffer[]) => withPngChunks(await png(), ...chunks);
const damaged: Row[] = [
  ["png-signature.png", BAD, "eight bytes", async () => (await png()).subarray(0, SIGNATURE_END)],
  ["png-half-a-header.png", BAD, "ends in IHDR", async () => (await png()).subarray(0, 20)],
  ["png-header-alone.png", BAD, "no pixels", async () => (await png()).subarray(0, IHDR_END)],
  ["png-half.png", BAD, "metadata alone would pass", async () => cut(await png(), 0.5)],
  ["png-without-end.png", BAD, "only IEND is missing", async () => (await png()).subarray(0, -12)],
  [
    "png-half-interlaced.png",
    BAD,
    "every pixel is there, most of them coarse",
    async () => cut(await noise().png({ progressive: true }).toBuffer(), 0.6),
  ],
  ["png-random.png", BAD, "noise behind the magic", () => withMagic(randomBytes(40_000))],
  ["png-wrong-crc-in-header.png", BAD, "IHDR was changed", async () => flip(await png(), 30)],
  ["png-wrong-crc-in-pixels.png", BAD, "IDAT was changed", async () => flip(await png(), 5_000)],
  [
    "png-header-second.png",
    BAD,
    "IHDR is not first",
    async () => patchedIn(await png(), pngText("first")),
  ],
  ["png-two-headers.png", BAD, "which size holds?", () => greyPng(ihdr(TWICE), greyPixels())],
  ["png-no-pixels.png", BAD, "no IDAT at all", () => greyPng()],
  ["png-too-few-rows.png", BAD, "IDAT ends early", () => greyPng(idat(deflatedZeros(64 * 20)))],
  ["png-garbage-pixels.png", BAD, "IDAT is not zlib", () => greyPng(idat(randomBytes(4_000)))],
  ["png-unknown-filter.png", BAD, "row filter 9 does not exist", () => greyPng(greyPixels(9))],
  [
    "png-no-palette.png",
    BAD,
    "indexes into nothing",
    () => pngOf({ width: 64, height: 64, colour: 3 }, greyPixels()),
  ],
  [
    "png-endless-chunk.png",
    BAD,
    "a chunk of 4 GB in a small file",
    async () => patched(await png(), IHDR_END, Buffer.from("ffffffff", "hex")),
  ],
  ["png-no-width.png", BAD, "0 × 64", () => pngOf({ width: 0, height: 64 }, greyPixels())],
  [
    "png-claims-4-terapixels.png",
    BAD,
    "the largest sides that fit the header",
    () => pngOf({ width: 0x7fff_ffff, height: 0x7fff_ffff }, greyPixels()),
  ],
  [
    "png-claims-48-megapixels.png",
    BAD,
    "legal size, hardly any data",
    () => pngOf({ width: 16_000, height: 3_000, colour: 6 }, greyPixels()),
  ],
];

const honest: Row[] = [
  ["png-16-bit.png", "accepted", "deep", () => noise().toColourspace("rgb16").png().toBuffer()],
  ["png-black.png", "accepted", "an empty placeholder is a picture", () => flat("#000")],
  ["png-interlaced.png", "accepted", "Adam7", () => noise().png({ progressive: true }).toBuffer()],
  ["png-eicar-text.png", "accepted", "test virus", () => withChunks(pngText(EICAR)), EICAR],
  [
    "png-eicar-chunk.png",
    "accepted",
    "test virus",
    () => withChunks(pngChunk("viRs", EICAR)),
    EICAR,
  ],
  [
    "png-c2pa.png",
    "accepted",
    "provenance",
    () => withChunks(pngChunk("caBX", "c2pa.claim")),
    "c2pa",
  ],
  [
    "png-html-text.png",
    "accepted",
    "a page as comment",
    () => withChunks(pngText(SCRIPT)),
    "<script",
  ],
  [
    "png-xmp-script.png",
    "accepted",
    "XMP that is a page",
    () => withChunks(pngChunk("iTXt", `XML:com.adobe.xmp\0\0\0\0\0${SCRIPT}`)),
    "<script",
  ],
  [
    "png-place.png",
    "accepted",
    "GPS in eXIf",
    () =>
      noise()
        .withExif({ IFD3: { GPSLatitude: "59/1 54/1 0/1", GPSMapDatum: "Elsewhere" } })
        .png()
        .toBuffer(),
    "Elsewhere",
  ],
  [
    "png-and-zip.png",
    "accepted",
    "a ZIP archive behind the picture",
    async () => Buffer.concat([await png(), Buffer.from("PK\x03\x04\x14\0evil.exe")]),
    "evil.exe",
  ],
  ["png-transparent.png", "accepted", "nothing to see", () => flat("#0000")],
];

export const PNG_ROWS: Row[] = [...damaged, ...honest];

const TWICE = { width: 16_384, height: 16_384 };
const idat = (data: Buffer) => pngChunk("IDAT", data);
const withMagic = (data: Buffer) => Buffer.concat([greyPng().subarray(0, SIGNATURE_END), data]);
const flip = (bytes: Buffer, offset: number) =>
  patched(bytes, offset, Buffer.from([~(bytes[offset] ?? 0) & 0xff]));
const patchedIn = (bytes: Buffer, chunk: Buffer) =>
  Buffer.concat([bytes.subarray(0, SIGNATURE_END), chunk, bytes.subarray(SIGNATURE_END)]);
