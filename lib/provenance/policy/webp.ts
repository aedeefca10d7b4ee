import {
  type ByteSource,
  fromLatin1,
  joined,
  latin1,
  type Piece,
  type Planned,
  planned,
  refused,
  utf8,
  viewOf,
} from "@/lib/provenance/policy/bytes";
import { type Chunk, chunksOf, type ReadChunk } from "@/lib/provenance/policy/chunks";
import { mergeXmp } from "@/lib/provenance/policy/xmp";
import type { Provenance } from "@/lib/provenance/schema";

const HEAD_BYTES = 12;
const XMP = "XMP ";
const PACKET_BYTES_MAX = 1024 * 1024;
const HAS_XMP = 0x04;
const HAS_ALPHA = 0x10;
/** Enough of the pixels to know the size; of a lossless file half of it will do. */
const FRAME_BYTES = 10;
const LOSSLESS_FRAME_BYTES = 5;

/** The packet is the last chunk, or stands where an earlier one does. A plain file becomes an extended one. */
export async function planWebp(source: ByteSource, provenance: Provenance): Promise<Planned> {
  const riff = await riffOf(source);
  if (!riff) return refused("malformed");
  const { chunks, end } = riff;
  const [first] = chunks;
  const features = first && (await featuresOf(source, first));
  if (!first || !features) return refused("malformed");
  const earlier = chunks.find(({ type }) => type === XMP);
  const before = earlier && (await packetOf(source, earlier));
  if (before === null) return refused("unreadable_metadata");
  const packet = mergeXmp(before ?? null, provenance);
  if (packet === null) return refused("unreadable_metadata");
  const { from, to } = earlier ?? { from: end, to: end };
  const rest = first.type === "VP8X" ? first.to : first.from;
  const pieces: Piece[] = [
    features,
    { from: rest, to: from },
    chunkOf(XMP, new TextEncoder().encode(packet)),
    { from: to, to: end },
  ];
  const { sizeBytes } = planned(pieces, false);
  return planned(
    [riffHead(sizeBytes + 4), ...pieces, { from: end, to: source.sizeBytes }],
    chunks.some(({ type }) => type === "C2PA"),
  );
}

/** Null where there is none that can be read. */
export async function readWebpXmp(source: ByteSource): Promise<string | null> {
  const earlier = (await riffOf(source))?.chunks.find(({ type }) => type === XMP);
  return earlier ? packetOf(source, earlier) : null;
}

async function riffOf(source: ByteSource) {
  const head = await source.read(0, HEAD_BYTES);
  if (head.length < HEAD_BYTES || !/^RIFF[\s\S]{4}WEBP$/.test(latin1(head))) return null;
  const end = viewOf(head).getUint32(4, true) + 8;
  if (end > source.sizeBytes) return null;
  const place = { from: HEAD_BYTES, end, isLast: () => false };
  const chunks = await chunksOf(source, place, readChunk);
  return chunks && { chunks, end };
}

const readChunk: ReadChunk = (head, from) => {
  const length = viewOf(head).getUint32(4, true);
  // Chunks begin at even places.
  const to = from + 8 + length + (length % 2);
  return { type: latin1(head.subarray(0, 4)), from, data: from + 8, length, to };
};

async function packetOf(source: ByteSource, { data, length }: Chunk): Promise<string | null> {
  return length > PACKET_BYTES_MAX ? null : utf8(await source.read(data, data + length));
}

/** The chunk that says what is in the file, of a file that has it or has not. Null when the first is neither. */
async function featuresOf(source: ByteSource, first: Chunk): Promise<Uint8Array | null> {
  const needed = first.type === "VP8L" ? LOSSLESS_FRAME_BYTES : FRAME_BYTES;
  if (first.length < needed) return null;
  const data = await source.read(first.data, first.data + needed);
  if (first.type === "VP8X") {
    return chunkOf("VP8X", joined(Uint8Array.of((data[0] ?? 0) | HAS_XMP), data.subarray(1)));
  }
  const frame = first.type === "VP8 " ? lossyFrame(data) : losslessFrame(first.type, data);
  if (!frame) return null;
  const features = new Uint8Array(10);
  features[0] = HAS_XMP | (frame.hasAlpha ? HAS_ALPHA : 0);
  set24(features, 4, frame.width - 1);
  set24(features, 7, frame.height - 1);
  return chunkOf("VP8X", features);
}

/** RFC 6386, 9.1: fourteen bits each, behind a start code. */
function lossyFrame(data: Uint8Array) {
  if (latin1(data.subarray(3, 6)) !== "\x9d\x01\x2a") return null;
  const view = viewOf(data);
  const side = (at: number) => view.getUint16(at, true) & 0x3fff;
  return { width: side(6), height: side(8), hasAlpha: false };
}

/** RFC 9649, 3.4: fourteen bits each, one less than the side. */
function losslessFrame(type: string, data: Uint8Array) {
  if (type !== "VP8L" || data[0] !== 0x2f) return null;
  const bits = viewOf(data).getUint32(1, true);
  const side = (shift: number) => ((bits >>> shift) & 0x3fff) + 1;
  return { width: side(0), height: side(14), hasAlpha: ((bits >>> 28) & 1) === 1 };
}

function set24(bytes: Uint8Array, at: number, value: number) {
  bytes.set([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff], at);
}

function headOf(type: string, length: number): Uint8Array {
  const head = joined(fromLatin1(type), new Uint8Array(4));
  viewOf(head).setUint32(4, length, true);
  return head;
}

const riffHead = (length: number) => joined(headOf("RIFF", length), fromLatin1("WEBP"));

const chunkOf = (type: string, data: Uint8Array) =>
  joined(headOf(type, data.length), data, new Uint8Array(data.length % 2));
