import { DERIVATIVE_WIDTHS } from "@/lib/image/schema/facts";
import { cleanCopy } from "@/lib/media/clean-copy";
import { derive } from "@/lib/media/derive";
import { inspect } from "@/lib/media/inspect";
import { restrictDecoders } from "@/lib/media/open-image";
import { render } from "@/lib/media/render";
import type { MediaReply, MediaRequest } from "@/lib/media/schema";

const MEMORY_CHECK_INTERVAL_MS = 50;

/**
 * The decode process: answers one request at a time over IPC and leaves with its parent.
 * Its only argument is the resident memory in bytes that it may use.
 */
export function runDecodeProcess(): void {
  restrictDecoders();
  // process.exit() would wait for a decoder that hangs in its thread.
  const leave = () => process.kill(process.pid, "SIGKILL");
  const rssBytesMax = Number(process.argv[2]);
  setInterval(() => {
    if (process.memoryUsage.rss() > rssBytesMax) leave();
  }, MEMORY_CHECK_INTERVAL_MS);
  process.on("disconnect", leave);
  // Ctrl-C reaches the whole group; the parent finishes its work first and then lets go.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => undefined);
  process.on("message", (request: MediaRequest) => {
    void answer(request).then(send);
  });
  send({ type: "ready" });
}

const send = (reply: MediaReply) => process.send?.(reply);

async function answer(request: MediaRequest): Promise<MediaReply> {
  try {
    return { type: "done", result: await perform(request) };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return { type: "failed", message, isDiskFull: isDiskFull(cause) };
  }
}

const isDiskFull = (cause: unknown) =>
  ["ENOSPC", "EDQUOT"].includes((cause as NodeJS.ErrnoException).code ?? "");

function perform(request: MediaRequest) {
  switch (request.verb) {
    case "inspect":
      return inspect(request.path, request.limits);
    case "derive":
      return derive(request.path, request.directory, DERIVATIVE_WIDTHS);
    case "cleanCopy":
      return cleanCopy(request.path, request.target, request.sizeBytesMax);
    case "render":
      return render(request.path, request.target, request.rendering);
  }
}
