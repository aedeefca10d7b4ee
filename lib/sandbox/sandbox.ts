import { createFaultPicker } from "@/lib/sandbox/faults/picker";
import type { SandboxOptions } from "@/lib/sandbox/options";
import { createPaintQueue } from "@/lib/sandbox/paint-queue";
import { paint } from "@/lib/sandbox/painter/paint";
import { createRateLimiter } from "@/lib/sandbox/rate-limit";
import { createWebhooks } from "@/lib/sandbox/webhooks";
import { openWorld } from "@/lib/sandbox/world";

export type Sandbox = ReturnType<typeof openSandbox>;

/** Everything behind the HTTP server: one account, whose keys share tasks, balance and limits. */
export function openSandbox(options: SandboxOptions) {
  const world = openWorld(options);
  const { store, settings, now } = world;
  const { seed, samplesDir, speed, limits, fault } = settings;
  store.dropExpiredFiles();
  const faults = createFaultPicker(fault);
  const paintQueue = createPaintQueue({
    store,
    seed,
    samplesDir,
    paint: options.paint ?? paint,
    faultOf: faults.ofTask,
  });
  const webhooks = createWebhooks(world);
  for (const task of store.tasks) {
    if (!store.isAlive("generated", task.fileName)) continue;
    const isPainted = task.failure !== null || store.findFile("generated", task.fileName) !== null;
    void webhooks.announce(task, isPainted ? Promise.resolve() : paintQueue.add(task));
  }
  return {
    ...world,
    paintQueue,
    webhooks,
    rateLimiter: createRateLimiter({ speed, now, limits }),
    faults,
  };
}
