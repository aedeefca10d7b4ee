import {
  type ByteSource,
  fromLatin1,
  inflated,
  joined,
  latin1,
  type Planned,
  planned,
  refused,
  utf8,
  viewOf,
} from "@/lib/provenance/policy/bytes";
import { type Chunk, chunksOf, type ReadChunk } from "@/lib/provenance/policy/chunks";
import { mergeXmp } from "@/lib/provenance/policy/xmp";
import type { Provenance } from "@/lib/provenance/schema";

const SIGNATURE = "\x89PNG\r\n\x1a\n";
const KEYWORD = "XML:com.adobe.xmp\0";
/** Not packed, no language, no translation. */
const PLAIN = "\0\0\0\0";
const TEXTS = new Set(["iTXt", "zTXt", "tEXt"]);
const PACKET_BYTES_MAX = 1024 * 1024;

/** The packet stands where an earlier one does, else right behind the head. */
export async function planPng(source: ByteSource, provenance: Provenance): Promise<Planned> {
  const chunks = await allChunks(source);
  const [head] = chunks ?? [];
  if (head?.type !== "IHDR" || !chunks?.some(isEnd)) return refused("malformed");
  const earlier = await findXmp(source, chunks);
  if (earlier && earlier.packet === null) return refused("unreadable_metadata");
  const packet = mergeXmp(earlier?.packet ?? null, provenance);
  if (packet === null) return refused("unreadable_metadata");
  const { from, to } = earlier?.chunk ?? { from: head.to, to: head.to };
  const written = chunkOf(
    "iTXt",
    joined(fromLatin1(KEYWORD + PLAIN), new TextEncoder().encode(packet)),
  );
  return planned(
    [{ from: 0, to: from }, written, { from: to, to: source.sizeBytes }],
    chunks.some(({ type }) => type === "caBX"),
  );
}

/** Null where there is none that can be read. */
export async function readPngXmp(source: ByteSource): Promise<string | null> {
  const chunks = await allChunks(source);
  return (chunks && (await findXmp(source, chunks))?.packet) ?? null;
}

async function allChunks(source: ByteSource): Promise<Chunk[] | null> {
  const isPng = latin1(await source.read(0, SIGNATURE.length)) === SIGNATURE;
  const place = { from: SIGNATURE.length, end: source.sizeBytes, isLast: isEnd };
  return isPng ? chunksOf(source, place, readChunk) : null;
}

const isEnd = ({ type }: Chunk) => type === "IEND";

const readChunk: ReadChunk = (head, from) => {
  const length = viewOf(head).getUint32(0);
  const type = latin1(head.subarray(4));
  return { type, from, data: from + 8, length, to: from + 12 + length };
};

/** The packet is null where it cannot be read. */
async function findXmp(source: ByteSource, chunks: readonly Chunk[]) {
  for (const chunk of chunks.filter(({ type }) => TEXTS.has(type))) {
    const { data, length, type } = chunk;
    const keyword = latin1(await source.read(data, data + KEYWORD.length));
    if (keyword !== KEYWORD) continue;
    if (length > PACKET_BYTES_MAX) return { chunk, packet: null };
    const bytes = await textOf(type, await source.read(data + KEYWORD.length, data + length));
    return { chunk, packet: bytes && utf8(bytes) };
  }
  return null;
}

/** What follows the keyword: only `iTXt` is as the standard wants it, some programs pack it. */
async function textOf(type: string, data: Uint8Array): Promise<Uint8Array | null> {
  if (type === "tEXt") return data;
  if (type === "zTXt") return inflated(data.subarray(1), PACKET_BYTES_MAX);
  const languageEnd = data.indexOf(0, 2);
  const end = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
  if (end < 0) return null;
  const text = data.subarray(end + 1);
  return data[0] === 0 ? text : inflated(text, PACKET_BYTES_MAX);
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const body = joined(fromLatin1(type), data);
  const length = new Uint8Array(4);
  viewOf(length).setUint32(0, data.length);
  const sum = new Uint8Array(4);
  viewOf(sum).setUint32(0, crc32(body));
  return joined(length, body, sum);
}

/** As PNG asks for it (ISO 3309). A few kilobytes: no table. */
function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
