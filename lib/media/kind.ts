import type { ImageMime } from "@/lib/image/schema/facts";

/** How much of a file `findKind` wants to see. An SVG may begin with a long comment. */
export const HEAD_BYTES = 4_096;

export type Kind = { mime: ImageMime } | { unsupported: string };

const ascii = (head: Buffer, start: number, text: string) =>
  head.toString("latin1", start, start + text.length) === text;
const bytes = (head: Buffer, hex: string) => head.toString("hex", 0, hex.length / 2) === hex;

const TAKEN: [ImageMime, (head: Buffer) => boolean][] = [
  ["image/jpeg", (head) => bytes(head, "ffd8ff")],
  ["image/png", (head) => bytes(head, "89504e470d0a1a0a")],
  ["image/webp", (head) => ascii(head, 0, "RIFF") && ascii(head, 8, "WEBP")],
];

/** Kinds that people drop and that we can name. The name is shown, so it is the one people use. */
const UNSUPPORTED: [string, (head: Buffer) => boolean][] = [
  ["GIF", (head) => ascii(head, 0, "GIF87a") || ascii(head, 0, "GIF89a")],
  ["AVIF", (head) => hasBrand(head, /avi[fs]/)],
  ["HEIC", (head) => hasBrand(head, /hei[cxms]|hev[cxms]|mif1|msf1/)],
  ["camera RAW", isCameraRaw],
  ["TIFF", (head) => bytes(head, "49492a00") || bytes(head, "4d4d002a") || bytes(head, "49492b00")],
  ["BMP", isBmp],
  ["ICO", (head) => bytes(head, "00000100") || bytes(head, "00000200")],
  ["PSD", (head) => ascii(head, 0, "8BPS")],
  ["JPEG XL", (head) => bytes(head, "ff0a") || bytes(head, "0000000c4a584c200d0a870a")],
  ["JPEG 2000", (head) => bytes(head, "0000000c6a5020200d0a870a") || bytes(head, "ff4fff51")],
  ["EXR", (head) => bytes(head, "762f3101")],
  ["SVG", isSvg],
];

/** What the first bytes of a file say it is; null when they are of no image we know. */
export function findKind(head: Buffer): Kind | null {
  const taken = TAKEN.find(([, matches]) => matches(head));
  if (taken) return { mime: taken[0] };
  const unsupported = UNSUPPORTED.find(([, matches]) => matches(head));
  return unsupported ? { unsupported: unsupported[0] } : null;
}

/** The major and the compatible brands of an ISO media file. */
function hasBrand(head: Buffer, brand: RegExp): boolean {
  if (head.length < 12 || !ascii(head, 4, "ftyp")) return false;
  return brand.test(head.toString("latin1", 8, Math.min(head.readUInt32BE(0), 64)));
}

/** Fuji, Panasonic, Olympus, and Canon's two: one lies on ISO media, one on TIFF. */
function isCameraRaw(head: Buffer): boolean {
  return (
    ascii(head, 0, "FUJIFILMCCD-RAW") ||
    bytes(head, "49495500") ||
    bytes(head, "4949524f") ||
    hasBrand(head, /crx /) ||
    (bytes(head, "49492a00") && ascii(head, 8, "CR"))
  );
}

/** "BM" alone also begins words. */
function isBmp(head: Buffer): boolean {
  const infoHeaderSizes = [12, 40, 52, 56, 64, 108, 124];
  return (
    head.length >= 18 &&
    ascii(head, 0, "BM") &&
    head.readUInt32LE(6) === 0 &&
    infoHeaderSizes.includes(head.readUInt32LE(14))
  );
}

/** The first element is `svg`; a page that merely contains one is a page. */
function isSvg(head: Buffer): boolean {
  const [firstElement] =
    /<[a-z][^\s>/]*/i.exec(head.toString("utf8").replace(/<!--.*?-->/gs, "")) ?? [];
  return (
    head.toString("utf8").trimStart().startsWith("<") && /^<(\w+:)?svg$/i.test(firstElement ?? "")
  );
}
