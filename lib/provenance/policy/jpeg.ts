import {
  type ByteSource,
  fromLatin1,
  joined,
  latin1,
  type Piece,
  type Planned,
  planned,
  type Refused,
  refused,
  utf8,
  viewOf,
} from "@/lib/provenance/policy/bytes";
import { mergeXmp } from "@/lib/provenance/policy/xmp";
import type { Provenance } from "@/lib/provenance/schema";

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP11 = 0xeb;
const START_OF_SCAN = 0xda;
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const EXIF = "Exif\0";
const SEGMENT_BYTES_MAX = 0xffff;
/** A camera writes some tens. */
const SEGMENTS_MAX = 1_000;

/** `from` is its marker; `text` its first bytes, one a letter. */
type Segment = { marker: number; from: number; to: number; text: string };

/**
 * The packet stands in the segment of an earlier one, else behind JFIF and EXIF, which want to be first. A packet has
 * room for 65,502 bytes: of a prompt that does not fit its beginning is written.
 */
export async function planJpeg(source: ByteSource, provenance: Provenance): Promise<Planned> {
  const segments = await segmentsOf(source);
  if (!segments) return refused("malformed");
  const xmp = segments.find(isXmp);
  const before = xmp ? await packetOf(source, xmp) : null;
  if (xmp && before === null) return refused("unreadable_metadata");
  const written = fitted(before, provenance);
  if (!written.ok) return written;
  const { from, to } = xmp ?? placeIn(segments);
  const pieces: Piece[] = [
    { from: 0, to: from },
    written.segment,
    { from: to, to: source.sizeBytes },
  ];
  return planned(
    pieces,
    segments.some(({ marker, text }) => marker === APP11 && text.startsWith("JP")),
  );
}

/** Null where there is none that can be read. */
export async function readJpegXmp(source: ByteSource): Promise<string | null> {
  const xmp = (await segmentsOf(source))?.find(isXmp);
  return xmp ? packetOf(source, xmp) : null;
}

const isXmp = ({ marker, text }: Segment) => marker === APP1 && text.startsWith(XMP);

const packetOf = async (source: ByteSource, { from, to }: Segment) =>
  utf8(await source.read(from + 4 + XMP.length, to));

const isHead = ({ marker, text }: Segment) =>
  marker === APP0 || (marker === APP1 && text.startsWith(EXIF));

function placeIn(segments: readonly Segment[]) {
  const after = segments.findIndex((segment) => !isHead(segment));
  const at = segments[after]?.from ?? 2;
  return { from: at, to: at };
}

type Fitted = { ok: true; segment: Uint8Array } | Refused;

/** The prompt is shortened until the packet fits. */
function fitted(before: string | null, provenance: Provenance): Fitted {
  let { prompt } = provenance;
  for (;;) {
    const packet = mergeXmp(before, { ...provenance, prompt });
    if (packet === null) return refused("unreadable_metadata");
    const bytes = new TextEncoder().encode(packet);
    const over = 2 + XMP.length + bytes.length - SEGMENT_BYTES_MAX;
    if (over <= 0) return { ok: true, segment: segmentOf(bytes) };
    if (!prompt) return refused("no_room");
    prompt = shortened(prompt, over);
  }
}

/** By at least as many bytes as it is too long: each letter cut is one or more. */
const shortened = (prompt: string, over: number) => {
  const letters = [...prompt.replace(/…$/, "")];
  const kept = letters.slice(0, Math.max(0, letters.length - Math.ceil(over / 4) - 1));
  return kept.length > 0 ? `${kept.join("")}…` : "";
};

function segmentOf(packet: Uint8Array): Uint8Array {
  const length = 2 + XMP.length + packet.length;
  const head = Uint8Array.of(0xff, APP1, length >> 8, length & 0xff);
  return joined(head, fromLatin1(XMP), packet);
}

/** All up to the pixels, and where these begin as the last. Null when they do not follow each other. */
async function segmentsOf(source: ByteSource): Promise<Segment[] | null> {
  const start = await source.read(0, 2);
  if (start[0] !== 0xff || start[1] !== 0xd8) return null;
  const segments: Segment[] = [];
  for (let from = 2; segments.length < SEGMENTS_MAX; ) {
    const segment = await segmentAt(source, from);
    if (!segment) return null;
    segments.push(segment);
    if (segment.marker === START_OF_SCAN) return segments;
    from = segment.to;
  }
  return null;
}

async function segmentAt(source: ByteSource, from: number): Promise<Segment | null> {
  const head = await source.read(from, from + 4 + XMP.length);
  if (head.length < 4 || head[0] !== 0xff) return null;
  const length = viewOf(head).getUint16(2);
  const to = from + 2 + length;
  if (length < 2 || to > source.sizeBytes) return null;
  return { marker: head[1] ?? 0, from, to, text: latin1(head.subarray(4)) };
}
