import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Answer } from "@/lib/sandbox/answers";
import type { Clock } from "@/lib/sandbox/clock";

// What no HTTP library would send: written to the connection byte for byte.

const JSON_HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const GIANT_BYTES = 100 * 1024 * 1024;
const SILENCE_MS = 10 * 60_000;

const sending = (bytes: string): Answer => ({ raw: (socket) => void socket.end(bytes) });

/** A clean end without a byte. */
export const fin = sending("");

/** 200 of the 400 bytes that were announced; the id, which comes first, is among them. */
export function half(body: object): Answer {
  const text = JSON.stringify({ ...body, metadata: { note: "x".repeat(400) } });
  return sending(`${JSON_HEAD}content-length: 400\r\n\r\n${text.slice(0, 200)}`);
}

/** The whole JSON, and then no final chunk. */
export const chunkedWithoutEnd = (body: object) =>
  sending(`${JSON_HEAD}transfer-encoding: chunked\r\n\r\n${chunk(JSON.stringify(body))}`);

const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

/** Lengths that contradict each other, or are none. */
export const lyingLengths = {
  withChunks: (body: object) =>
    sending(
      `${JSON_HEAD}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n${chunk(JSON.stringify(body))}0\r\n\r\n`,
    ),
  negative: (body: object) =>
    sending(`${JSON_HEAD}content-length: -5\r\n\r\n${JSON.stringify(body)}`),
  twice: (body: object) => {
    const text = JSON.stringify(body);
    return sending(
      `${JSON_HEAD}content-length: 5\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
    );
  },
};

/** Keeps the connection open and says nothing. */
export const silence = (clock: Clock): Answer => ({
  raw: async (socket) => {
    await clock.sleep(SILENCE_MS);
    socket.destroy();
  },
});

/** A byte of a header a second, without end. */
export const drip = (clock: Clock): Answer => ({
  raw: async (socket) => {
    const begin = "HTTP/1.1 200 OK\r\nx-padding: ";
    for (let at = 0; !socket.destroyed; at += 1) {
      socket.write(begin[at] ?? "x");
      await clock.sleep(1_000);
    }
  },
});

/** 100 MB of good JSON, as fast as the reader takes it. */
export const giant = (body: object): Answer => ({
  raw: async (socket) => {
    const begin = `${JSON.stringify(body).slice(0, -1)},"padding":"`;
    const bytes = function* () {
      yield `${JSON_HEAD}content-length: ${GIANT_BYTES}\r\n\r\n${begin}`;
      const filler = Buffer.alloc(64 * 1024, "x");
      let left = GIANT_BYTES - begin.length - 2;
      for (; left > filler.length; left -= filler.length) yield filler;
      yield filler.subarray(0, left);
      yield '"}';
    };
    // A reader that has had enough is right.
    await pipeline(Readable.from(bytes()), socket).catch(() => undefined);
  },
});
