import { createFaultPicker } from "@/lib/sandbox/faults";
import { type SandboxOptions, sandboxOptionsSchema } from "@/lib/sandbox/options";
import { createPaintQueue } from "@/lib/sandbox/paint-queue";
import { createRateLimiter } from "@/lib/sandbox/rate-limit";
import { isPublicAddress } from "@/lib/sandbox/references";
import { openStore } from "@/lib/sandbox/store";

export type Sandbox = ReturnType<typeof openSandbox>;

/** Everything behind the HTTP server: one account, whose keys share tasks, balance and limits. */
export function openSandbox(options: SandboxOptions) {
  const settings = sandboxOptionsSchema.parse(options);
  const now = options.now ?? Date.now;
  const { seed, samplesDir, speed, dataDir } = settings;
  const store = openStore({ dataDir, now });
  store.dropExpiredFiles();
  const paintQueue = createPaintQueue({ store, seed, samplesDir });
  for (const task of store.tasks) {
    const isUnfinished =
      store.isAlive("generated", task.fileName) && !store.findFile("generated", task.fileName);
    if (isUnfinished && task.failure === null) void paintQueue.add(task);
  }
  return {
    settings,
    now,
    isReachable: options.isReachable ?? isPublicAddress,
    store,
    paintQueue,
    rateLimiter: createRateLimiter({ speed, now }),
    faults: createFaultPicker(),
  };
}
