import { createFaultPicker } from "@/lib/sandbox/faults/picker";
import type { SandboxOptions } from "@/lib/sandbox/options";
import { createPaintQueue } from "@/lib/sandbox/paint-queue";
import { createRateLimiter } from "@/lib/sandbox/rate-limit";
import { openWorld } from "@/lib/sandbox/world";

export type Sandbox = ReturnType<typeof openSandbox>;

/** Everything behind the HTTP server: one account, whose keys share tasks, balance and limits. */
export function openSandbox(options: SandboxOptions) {
  const world = openWorld(options);
  const { store, settings, now } = world;
  const { seed, samplesDir, speed } = settings;
  store.dropExpiredFiles();
  const faults = createFaultPicker();
  const paintQueue = createPaintQueue({ store, seed, samplesDir, faultOf: faults.ofTask });
  for (const task of store.tasks) {
    const isUnfinished =
      store.isAlive("generated", task.fileName) && !store.findFile("generated", task.fileName);
    if (isUnfinished && task.failure === null) void paintQueue.add(task);
  }
  return {
    ...world,
    paintQueue,
    rateLimiter: createRateLimiter({ speed, now }),
    faults,
  };
}
