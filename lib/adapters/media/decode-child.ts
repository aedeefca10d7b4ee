import { type ChildProcess, spawn } from "node:child_process";
import { type MediaReply, type MediaRequest, mediaReplySchema } from "@/lib/media/schema";
import { StorageError } from "@/lib/ports/object-storage";

/** The process ended before it answered: killed for time or memory, or crashed by the file. */
export class DecodeProcessDied extends Error {
  override readonly name = "DecodeProcessDied";
}

export type DecodeChildOptions = {
  /** Path of the bundled decode process. */
  entry: string;
  timeoutMs: number;
  rssBytesMax: number;
};

export type DecodeChild = {
  /**
   * @throws {DecodeProcessDied} when the process ends first. @throws {StorageError} `full`. Any other error is its
   * answer.
   */
  run(request: MediaRequest): Promise<unknown>;
  isAlive(): boolean;
  kill(): void;
};

const HEAP_MEGABYTES_MAX = 128;
const START_TIMEOUT_MS = 60_000;
/**
 * What a process can give up for good: memory dumps with somebody's picture in them, files above 512 MB
 * and more than 256 open ones. Not address space (V8 reserves far more than it uses) and not CPU time
 * (it would add up over files): the parent's deadline and the child's own look at its memory stand for these.
 */
const GIVE_UP = 'ulimit -c 0; ulimit -f 1048576; ulimit -n 256; exec "$0" "$@"';

function spawnDecoder({ entry, rssBytesMax }: DecodeChildOptions): ChildProcess {
  const node = [process.execPath, `--max-old-space-size=${HEAP_MEGABYTES_MAX}`, entry];
  const [command = "", ...args] =
    process.platform === "win32" ? node : ["/bin/sh", "-c", GIVE_UP, ...node];
  return spawn(command, [...args, String(rssBytesMax)], {
    // Nothing of ours: a decoder that was taken over finds no key. Two arenas keep malloc's waste small.
    env: { NODE_ENV: "production", MALLOC_ARENA_MAX: "2", VIPS_WARNING: "1" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

/** @throws when the process does not start, which is never a file's fault. */
export async function startDecodeChild(options: DecodeChildOptions): Promise<DecodeChild> {
  const { entry, timeoutMs } = options;
  const child = spawnDecoder(options);
  try {
    await nextReply(child, START_TIMEOUT_MS);
  } catch (cause) {
    throw new Error(`The decode process ${entry} does not start`, { cause });
  }
  return {
    async run(request) {
      const reply = nextReply(child, timeoutMs);
      child.send(request, () => undefined);
      const answer = await reply;
      if (answer.type === "done") return answer.result;
      if (answer.type === "failed" && answer.isDiskFull)
        throw new StorageError("full", answer.message);
      throw new Error(answer.type === "failed" ? answer.message : "Answer out of turn");
    },
    isAlive: () => child.connected,
    kill: () => child.kill("SIGKILL"),
  };
}

/** The next message; the process is killed when there is none in time or it makes no sense. */
function nextReply(child: ChildProcess, timeoutMs: number): Promise<MediaReply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onEnd).off("error", onEnd);
    };
    const onMessage = (message: unknown) => {
      const reply = mediaReplySchema.safeParse(message);
      if (!reply.success) return child.kill("SIGKILL");
      settle();
      resolve(reply.data);
    };
    const onEnd = (outcome: unknown, signal?: unknown) => {
      settle();
      reject(new DecodeProcessDied(`The decode process ended: ${outcome ?? signal}`));
    };
    child.on("message", onMessage).on("exit", onEnd).on("error", onEnd);
  });
}
