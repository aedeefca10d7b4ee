import "server-only";

/** A file of a ZIP, as far as it has been written. */
export type Entry = {
  name: string;
  at: Date;
  /** Of 4 GiB and more: its sizes take eight bytes. */
  isLarge: boolean;
  /** Of its head, bytes from the beginning. */
  offset: number;
  sizeBytes: number;
  crc: number;
};

// PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.5.
const HEAD = 0x04034b50;
const TAIL = 0x08074b50;
const LISTING = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_PLACE = 0x07064b50;
/** Bit 3: checksum and sizes follow the bytes. Bit 11: the name is UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
const VERSION_64 = 45;
const UNIX = 3 << 8;
/** A plain file that its owner may change. */
const MODE = (0o100644 << 16) >>> 0;
const MAX_16 = 0xffff;
const MAX_32 = 0xffff_ffff;

/** Little-endian numbers one after another: `[value, its bytes]`. */
function pack(...fields: [value: number, sizeBytes: 2 | 4 | 8][]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of fields) {
    if (size === 2) buffer.writeUInt16LE(value, at);
    else if (size === 4) buffer.writeUInt32LE(value, at);
    else buffer.writeBigUInt64LE(BigInt(value), at);
    at += size;
  }
  return buffer;
}

/** Two-second steps in no zone, which has to be some: UTC. The exact time is beside it. */
function dosTime(at: Date): [time: number, date: number] {
  const year = Math.min(2107, Math.max(1980, at.getUTCFullYear()));
  return [
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  ];
}

/** Seconds since 1970, which unzip programs take before the other. */
const exactTime = (at: Date) =>
  Buffer.concat([
    pack([0x5455, 2], [5, 2]),
    Buffer.of(1),
    pack([Math.floor(at.getTime() / 1000), 4]),
  ]);

const versionOf = (is64: boolean) => (is64 ? VERSION_64 : VERSION);

export function entryHead({ name, at, isLarge }: Entry): Buffer {
  const nameBytes = Buffer.from(name, "utf8");
  const extra = exactTime(at);
  const [time, date] = dosTime(at);
  return Buffer.concat([
    pack([HEAD, 4], [versionOf(isLarge), 2], [FLAGS, 2], [0, 2], [time, 2], [date, 2]),
    pack([0, 4], [0, 4], [0, 4], [nameBytes.length, 2], [extra.length, 2]),
    nameBytes,
    extra,
  ]);
}

export function entryTail({ crc, sizeBytes, isLarge }: Entry): Buffer {
  const size = isLarge ? 8 : 4;
  return pack([TAIL, 4], [crc, 4], [sizeBytes, size], [sizeBytes, size]);
}

export function listingOf({ name, at, isLarge, offset, sizeBytes, crc }: Entry): Buffer {
  const nameBytes = Buffer.from(name, "utf8");
  const is64 = isLarge || offset >= MAX_32;
  const [time, date] = dosTime(at);
  const large = is64
    ? pack([1, 2], [24, 2], [sizeBytes, 8], [sizeBytes, 8], [offset, 8])
    : Buffer.alloc(0);
  const extra = Buffer.concat([exactTime(at), large]);
  const size = is64 ? MAX_32 : sizeBytes;
  return Buffer.concat([
    pack([LISTING, 4], [UNIX | versionOf(is64), 2], [versionOf(is64), 2], [FLAGS, 2], [0, 2]),
    pack([time, 2], [date, 2], [crc, 4], [size, 4], [size, 4], [nameBytes.length, 2]),
    pack([extra.length, 2], [0, 2], [0, 2], [0, 2], [MODE, 4], [is64 ? MAX_32 : offset, 4]),
    nameBytes,
    extra,
  ]);
}

/** Of the listing: where it starts and how long it is. */
export function endOf(listing: { count: number; start: number; sizeBytes: number }): Buffer {
  const { count, start, sizeBytes } = listing;
  const is64 = count >= MAX_16 || start >= MAX_32 || sizeBytes >= MAX_32;
  const shortCount = is64 ? MAX_16 : count;
  const end = Buffer.concat([
    pack([END, 4], [0, 2], [0, 2], [shortCount, 2], [shortCount, 2]),
    pack([is64 ? MAX_32 : sizeBytes, 4], [is64 ? MAX_32 : start, 4], [0, 2]),
  ]);
  if (!is64) return end;
  return Buffer.concat([
    pack([END_64, 4], [44, 8], [UNIX | VERSION_64, 2], [VERSION_64, 2], [0, 4], [0, 4]),
    pack([count, 8], [count, 8], [sizeBytes, 8], [start, 8]),
    pack([END_64_PLACE, 4], [0, 4], [start + sizeBytes, 8], [1, 4]),
    end,
  ]);
}
