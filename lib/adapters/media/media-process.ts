import { availableParallelism } from "node:os";
import {
  type DecodeChild,
  type DecodeChildOptions,
  DecodeProcessDied,
  startDecodeChild,
} from "@/lib/adapters/media/decode-child";
import {
  cleanCopySchema,
  derivativesSchema,
  inspectionSchema,
  type MediaRequest,
  renderedSchema,
} from "@/lib/media/schema";
import type { Media } from "@/lib/ports/media";

const TIMEOUT_MS = 15_000;
/**
 * The heaviest reference image that the limits allow, a WebP of 49 MP with transparency, takes 516 MB, and
 * on a busy machine, where what is freed is given back late, up to 650.
 */
const RSS_BYTES_MAX = 768 * 1024 * 1024;
const PROCESSES_MAX = 4;

type Slot = { child?: DecodeChild };

/** Decode processes, started when there is work, one file at a time each. */
export function createMediaProcess(
  options: Pick<DecodeChildOptions, "entry"> &
    Partial<DecodeChildOptions> & { processesMax?: number },
): Media {
  const { processesMax = Math.min(PROCESSES_MAX, availableParallelism()) } = options;
  const childOptions = { timeoutMs: TIMEOUT_MS, rssBytesMax: RSS_BYTES_MAX, ...options };
  const slots: Slot[] = Array.from({ length: processesMax }, () => ({}));
  // Last in, first out: a process that runs is used before another one is started.
  const free = [...slots];
  const waiting: ((slot: Slot) => void)[] = [];
  let closed = false;

  async function run(request: MediaRequest): Promise<unknown> {
    const slot = free.pop() ?? (await new Promise<Slot>((resolve) => waiting.push(resolve)));
    try {
      return await runIn(slot, request);
    } finally {
      const next = waiting.shift();
      if (next) next(slot);
      else free.push(slot);
    }
  }

  async function runIn(slot: Slot, request: MediaRequest): Promise<unknown> {
    try {
      return await runOnce(slot, request);
    } catch (cause) {
      if (!(cause instanceof DecodeProcessDied)) throw cause;
      // One death may be the machine's fault (out of memory, a signal); a second one is the file's.
      return runOnce(slot, request);
    }
  }

  async function runOnce(slot: Slot, request: MediaRequest): Promise<unknown> {
    if (closed) throw new Error("The decode process is closed");
    if (!slot.child?.isAlive()) slot.child = await startDecodeChild(childOptions);
    return slot.child.run(request);
  }

  return {
    async inspect(path, limits) {
      try {
        return inspectionSchema.parse(await run({ verb: "inspect", path, limits }));
      } catch (cause) {
        if (!(cause instanceof DecodeProcessDied)) throw cause;
        return { ok: false, refusal: { code: "image_malformed" } };
      }
    },
    async derive(path, directory) {
      const reply = derivativesSchema.parse(await run({ verb: "derive", path, directory }));
      const thumbhash = new Uint8Array(Buffer.from(reply.thumbhashBase64, "base64"));
      const { files, looksEmpty, look } = reply;
      return { files, thumbhash, looksEmpty, look };
    },
    async cleanCopy(path, target, sizeBytesMax) {
      return cleanCopySchema.parse(await run({ verb: "cleanCopy", path, target, sizeBytesMax }));
    },
    async render(path, target, rendering) {
      return renderedSchema.parse(await run({ verb: "render", path, target, rendering }));
    },
    async close() {
      closed = true;
      for (const { child } of slots) child?.kill();
    },
  };
}
