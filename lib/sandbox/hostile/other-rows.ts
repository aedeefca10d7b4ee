import {
  cut,
  noise,
  patched,
  randomBytes,
  riffChunk,
  vp8x,
  webpOf,
} from "@/lib/sandbox/hostile/bytes";
import type { Row } from "@/lib/sandbox/hostile/hostile-file";

const BAD = "image_malformed";
const NONE = "not_an_image";
const OTHER = "unsupported_kind";
const RIFF_HEADER_END = 12;

const webp = () => noise().webp().toBuffer();
/** The chunk with the pixels of a small picture. */
const webpPixels = async () => (await noise(16, 16).webp().toBuffer()).subarray(RIFF_HEADER_END);

async function animatedWebp(frames: number): Promise<Buffer> {
  const head = Buffer.alloc(16);
  head.writeUIntLE(15, 6, 3);
  head.writeUIntLE(15, 9, 3);
  const frame = riffChunk("ANMF", Buffer.concat([head, await webpPixels()]));
  const loop = riffChunk("ANIM", Buffer.alloc(6));
  return webpOf(vp8x(2, 16, 16), loop, ...Array.from({ length: frames }, () => frame));
}

/** One colour, each code of which has no bits: thirty bytes that are a whole picture of any size. */
function flatWebp(width: number, height: number): Buffer {
  const data = Buffer.alloc(16);
  data[0] = 0x2f;
  data.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  // Three bits say: no transform, no cache of colours, one set of codes. Five simple codes of one symbol follow.
  data.writeUInt32LE(0b0001_0001_0001_0001_0001_000, 5);
  return webpOf(riffChunk("VP8L", data));
}

const GIF_HEAD = Buffer.from("474946383961010001008000000000ffffff", "hex");
const GIF_FRAME = Buffer.from("21f904000a0000002c0000000001000100000202440100", "hex");
const gif = (frames: number) =>
  Buffer.concat([GIF_HEAD, ...Array.from({ length: frames }, () => GIF_FRAME), Buffer.from(";")]);

const svg = (body: string, before = "") =>
  Buffer.from(
    `<?xml version="1.0"?>${before}<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`,
  );
const BILLION_LAUGHS = `<!DOCTYPE svg [<!ENTITY a "ha">${"bcdefghij".replace(
  /./g,
  (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`,
)}]>`;

/** A header by its hex, and noise: enough for a decoder that trusts names to begin. */
const headed = (hex: string) => () => Buffer.concat([Buffer.from(hex, "hex"), randomBytes(2_000)]);
const titled = (title: string) => headed(Buffer.from(title, "latin1").toString("hex"));

const webps: Row[] = [
  ["webp-signature.webp", BAD, "twelve bytes", async () => (await webp()).subarray(0, 12)],
  ["webp-half.webp", BAD, "metadata alone would pass", async () => cut(await webp(), 0.5)],
  [
    "webp-nearly-whole.webp",
    BAD,
    "the last bytes are missing",
    async () => cut(await webp(), 0.98),
  ],
  [
    "webp-random.webp",
    BAD,
    "noise behind the magic",
    titled("RIFF\xd8\x07\0\0WEBPVP8 \xcc\x07\0\0"),
  ],
  [
    "webp-wrong-length.webp",
    BAD,
    "claims to be 16 bytes long",
    async () => patched(await webp(), 4, Buffer.from([16, 0, 0, 0])),
  ],
  [
    "webp-claims-16383.webp",
    BAD,
    "canvas of 268 MP around 16 px",
    async () => webpOf(vp8x(0, 16_383, 16_383), await webpPixels()),
  ],
  [
    "webp-claims-1000.webp",
    BAD,
    "canvas and picture differ",
    async () => webpOf(vp8x(0, 1_000, 1_000), await webpPixels()),
  ],
  ["webp-268-megapixels.webp", "too_many_pixels", "36 bytes", () => flatWebp(16_383, 16_383)],
  [
    "webp-99-megapixels.webp",
    { asUpload: "too_many_pixels", asResult: BAD },
    "800 MB to decode: the decode process dies of it, twice",
    () => flatWebp(16_383, 6_100),
  ],
  [
    "webp-12-megapixels.webp",
    "accepted",
    "36 bytes, and a whole picture",
    () => flatWebp(4_096, 3_072),
  ],
  [
    "webp-animated.webp",
    { asUpload: "image_animated", asResult: "accepted" },
    "of a paid picture the first frame is taken",
    () => animatedWebp(3),
  ],
  [
    "webp-10000-frames.webp",
    { asUpload: "image_animated", asResult: "accepted" },
    "of a paid picture the first frame is taken",
    () => animatedWebp(10_000),
  ],
  [
    "webp-place.webp",
    "accepted",
    "GPS",
    () =>
      noise()
        .withExif({ IFD3: { GPSLatitude: "59/1 54/1 0/1", GPSMapDatum: "Elsewhere" } })
        .webp()
        .toBuffer(),
    "Elsewhere",
  ],
  [
    "webp-c2pa.webp",
    "accepted",
    "provenance in a chunk that nobody knows",
    async () =>
      webpOf(
        (await webp()).subarray(RIFF_HEADER_END),
        riffChunk("C2PA", Buffer.from("c2pa.claim")),
      ),
    "c2pa",
  ],
];

const otherPictures: Row[] = [
  ["svg-script.png", OTHER, "script", () => svg("<script>fetch('http://127.0.0.1')</script>")],
  ["svg-external.png", OTHER, "reads a file", () => svg('<image href="file:///etc/passwd"/>')],
  [
    "svg-xxe.png",
    OTHER,
    "entity that reads a file",
    () => svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  ],
  [
    "svg-billion-laughs.png",
    OTHER,
    "entities of 2 GB",
    () => svg("<text>&j;</text>", BILLION_LAUGHS),
  ],
  ["gif.png", OTHER, "one frame", () => gif(1)],
  ["gif-10000-frames.gif", OTHER, "10,000 frames", () => gif(10_000)],
  ["avif.png", OTHER, "libheif", () => noise(64, 64).avif({ effort: 0 }).toBuffer()],
  [
    "avif-random.avif",
    OTHER,
    "crafted",
    headed("0000001c667479706176696600000000617669666d6966316d696166"),
  ],
  ["heic.jpg", OTHER, "crafted", headed("00000018667479706865696300000000686569636d696631")],
  ["tiff.png", OTHER, "libtiff", () => noise(64, 64).tiff().toBuffer()],
  ["tiff-big.tif", OTHER, "BigTIFF", headed("49492b00080000001000000000000000")],
  ["psd.png", OTHER, "Photoshop", headed("384250530001000000000000000300000010")],
  ["jxl.jpg", OTHER, "JPEG XL", headed("0000000c4a584c200d0a870a")],
  ["jp2.jpg", OTHER, "JPEG 2000", headed("0000000c6a5020200d0a870a")],
  ["exr.png", OTHER, "OpenEXR", headed("762f310102000000")],
  ["bmp.png", OTHER, "bitmap", headed("424d3a000000000000003600000028000000")],
  ["ico.png", OTHER, "icon", headed("00000100010010100000010020006804")],
  ["raw-canon-tiff.cr2", OTHER, "camera RAW on TIFF", headed("49492a0010000000435202000000")],
  [
    "raw-canon.cr3",
    OTHER,
    "camera RAW on ISO media",
    headed("000000186674797063727820000000016372782069736f6d"),
  ],
  ["raw-fuji.raf", OTHER, "camera RAW", titled("FUJIFILMCCD-RAW 0201")],
  ["raw-panasonic.rw2", OTHER, "camera RAW", headed("49495500180000008")],
];

const noPictures: Row[] = [
  ["empty.png", "empty_file", "0 bytes", () => Buffer.alloc(0)],
  ["one-byte.png", NONE, "1 byte", () => Buffer.from([0x89])],
  ["text.png", NONE, "words", () => Buffer.from("Not a picture at all.\n")],
  ["random.png", NONE, "noise", () => randomBytes(50_000)],
  ["html.png", NONE, "a page", () => Buffer.from("<!doctype html><script>alert(1)</script><svg/>")],
  [
    "html-and-jpeg.jpg",
    NONE,
    "a page before the picture",
    async () => Buffer.concat([Buffer.from("<html>"), await noise().jpeg().toBuffer()]),
  ],
  ["pdf.png", NONE, "poppler", titled("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")],
  ["postscript.png", NONE, "ghostscript", titled("%!PS-Adobe-3.0 EPSF-3.0\n%pipe%id")],
  ["zip.png", NONE, "archive", headed("504b0304140000000800")],
  ["gzip.png", NONE, "archive", headed("1f8b0800000000000003")],
  ["elf.png", NONE, "program", headed("7f454c4602010100")],
  ["exe.jpg", NONE, "program", headed("4d5a90000300000004000000ffff0000")],
  ["mp4.png", NONE, "film", headed("00000018667479706d703432000000006d70343269736f6d")],
  ["vips.png", NONE, "libvips' own kind", headed("08f2a6b640000000")],
  ["ppm.png", NONE, "a loader of libvips", titled("P6\n60000 60000\n255\n")],
  ["matlab.png", NONE, "a loader of libvips", titled("MATLAB 5.0 MAT-file")],
  [
    "imagemagick.png",
    NONE,
    "script of ImageMagick",
    titled("push graphic-context\nfill 'url(https://x|id)'"),
  ],
  ["wav.webp", NONE, "RIFF, but sound", titled("RIFF\xd8\x07\0\0WAVEfmt ")],
];

export const OTHER_ROWS: Row[] = [...webps, ...otherPictures, ...noPictures];
