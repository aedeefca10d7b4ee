import { readFile } from "node:fs/promises";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@/lib/sandbox/clock";
import type { Fault, FaultTable } from "@/lib/sandbox/faults/fault";
import { fileHeaders } from "@/lib/sandbox/files";

const MEGABYTE = 1024 * 1024;
const LIE_BYTES = 1_000;
const TOO_LARGE_BYTES = 200 * MEGABYTE;
const PAGE = Buffer.from("<!doctype html><html><body>No picture</body></html>");
/** A reset throws away what its receiver has not read yet. */
const READ_MS = 200;

type Delivery = {
  request: IncomingMessage;
  response: ServerResponse;
  clock: Clock;
  bytes: Buffer;
  /** Of the file as it should come, without its length. */
  headers: OutgoingHttpHeaders;
};
type Misdeed = (delivery: Delivery) => void | Promise<void>;
/** By the number of the request for the file, from 0; undefined is none. */
type Plan = (number: number) => Misdeed | undefined;

const always =
  (misdeed: Misdeed): Plan =>
  () =>
    misdeed;
const atFirst =
  (...misdeeds: Misdeed[]): Plan =>
  (number) =>
    misdeeds[number];

/** Rows of section 3 in which the address is good and the transfer is not. */
export const transferFaults = (): FaultTable => ({
  R16: serving(
    always((delivery) => whole({ ...delivery, headers: { "content-type": "text/html" } })),
    always((delivery) => whole({ ...delivery, bytes: PAGE })),
  ),
  R17: serving(always((delivery) => whole({ ...delivery, headers: {} }))),
  R18: serving(
    atFirst((delivery) => cut(delivery, { announced: LIE_BYTES })),
    atFirst((delivery) => whole(delivery, -LIE_BYTES)),
    always(withoutLength),
  ),
  R19: serving(
    always(({ response }) => pour(response)),
    always(({ response }) => pour(response, { "content-length": TOO_LARGE_BYTES })),
  ),
  R20: serving(always(drip)),
  R21: serving(
    atFirst(({ response, bytes, headers }) => {
      response.writeHead(200, { ...headers, "content-length": bytes.length });
      response.write(bytes.subarray(0, bytes.length * 0.9));
    }),
  ),
  R22: serving(atFirst((delivery) => cut(delivery, { share: 0.5, isReset: true }))),
  R23: serving((number) => (number === 0 ? (delivery) => cut(delivery, { share: 0.5 }) : whole)),
  R24: serving(
    atFirst(
      (delivery) => cut(delivery, { share: 0.5 }),
      (delivery) => wrongRest(delivery, { "content-range": "bytes 0-99/100" }),
    ),
    atFirst(
      (delivery) => cut(delivery, { share: 0.5 }),
      (delivery) => wrongRest(delivery, { etag: '"another"' }),
    ),
  ),
});

/** Each next task with the same prompt gets the next of these plans. */
function serving(...plans: Plan[]): Fault {
  const requests = new Map<string, number>();
  return {
    serve: async ({ sandbox, request, response }, { task, file }) => {
      if (!file) return false;
      const number = requests.get(task.id) ?? 0;
      requests.set(task.id, number + 1);
      const misdeed = plans[task.take % plans.length]?.(number);
      if (!misdeed) return false;
      const bytes = await readFile(file);
      const headers = fileHeaders(file);
      await misdeed({ request, response, clock: sandbox.clock, bytes, headers });
      return true;
    },
  };
}

function whole({ response, bytes, headers }: Delivery, lieBytes = 0) {
  response.writeHead(200, { ...headers, "content-length": bytes.length + lieBytes }).end(bytes);
}

async function cut(
  { response, bytes, headers }: Delivery,
  { share = 1, announced = 0, isReset = false },
) {
  response.writeHead(200, { ...headers, "content-length": bytes.length + announced });
  const { promise: written, resolve } = Promise.withResolvers<void>();
  response.write(bytes.subarray(0, bytes.length * share), () => resolve());
  await written;
  await sleep(READ_MS);
  if (isReset) response.socket?.resetAndDestroy();
  else response.socket?.destroy();
}

/** Ends with the connection, as HTTP/1.0 does. */
function withoutLength({ response, bytes, headers }: Delivery) {
  response.removeHeader("transfer-encoding");
  response.writeHead(200, headers).end(bytes);
}

/** Without end, whatever was announced. */
async function pour(response: ServerResponse, headers: OutgoingHttpHeaders = {}) {
  response.writeHead(200, { "content-type": "image/png", ...headers });
  const megabyte = Buffer.alloc(MEGABYTE);
  const endless = Readable.from(
    (function* () {
      for (;;) yield megabyte;
    })(),
  );
  // It ends when the client has had enough.
  await pipeline(endless, response).catch(() => undefined);
}

async function drip({ response, clock, bytes, headers }: Delivery) {
  response.writeHead(200, { ...headers, "content-length": bytes.length });
  for (const byte of bytes) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await clock.sleep(1_000);
  }
}

/** What was asked for, except for the lie. */
function wrongRest({ request, response, bytes, headers }: Delivery, lie: OutgoingHttpHeaders) {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
  response
    .writeHead(206, { ...headers, "content-range": range, ...lie })
    .end(bytes.subarray(start));
}
