import type { Decoded } from "@/components/reference-image/decode-worker";

/** A file that makes a decoder run in circles must not keep its slot for ever. */
const TIMEOUT_MS = 60_000;

/**
 * A picture of any kind that this browser, or one of our decoders, can open; upright.
 *
 * @throws when none can
 */
export async function openPicture(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch {
    return decodeInWorker(file);
  }
}

function decodeInWorker(file: File): Promise<ImageBitmap> {
  const worker = new Worker(new URL("./decode-worker.ts", import.meta.url), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<ImageBitmap>();
  const timer = setTimeout(() => reject(new Error("Decoding took too long")), TIMEOUT_MS);
  worker.onmessage = ({ data }: MessageEvent<Decoded>) =>
    data ? resolve(data) : reject(new Error("The picture cannot be decoded"));
  worker.onerror = () => reject(new Error("The decoder could not be loaded"));
  worker.postMessage(file);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}
