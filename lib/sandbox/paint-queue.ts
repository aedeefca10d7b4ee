import { outputPixels } from "@/lib/generation/schema/shapes";
import type { Fault } from "@/lib/sandbox/faults/fault";
import type { paint } from "@/lib/sandbox/painter/paint";
import type { Store, Task } from "@/lib/sandbox/store";

/** Pictures in the making at a time. One 4K picture needs a core and about 150 MB. */
const LANES = 2;

/** Paints accepted tasks in the order of their coming. */
export function createPaintQueue({
  store,
  seed,
  samplesDir,
  paint: paintPicture,
  faultOf,
}: {
  store: Store;
  seed: number;
  samplesDir: string;
  paint: typeof paint;
  faultOf: (task: Task) => Fault;
}) {
  const waiting: { task: Task; done: () => void }[] = [];
  const running = new Set<Promise<void>>();

  const work = async (task: Task) => {
    const { prompt, size, resolution, mime, palette, take } = task;
    try {
      const picture = await paintPicture(
        {
          prompt,
          ...outputPixels(size, resolution),
          mime,
          palette,
          take,
          identity: `${seed} ${task.clientBusinessId ?? task.id}`,
        },
        samplesDir,
      );
      const bytes = (await faultOf(task).bytes?.(picture)) ?? picture;
      store.addFile("generated", task.fileName, bytes);
    } catch (error) {
      console.error(`Sandbox: task ${task.id} could not be painted`, error);
    }
  };

  const next = () => {
    while (running.size < LANES) {
      const job = waiting.shift();
      if (!job) return;
      const run = work(job.task).finally(() => {
        running.delete(run);
        job.done();
        next();
      });
      running.add(run);
    }
  };

  return {
    /** Resolves when the picture is there. */
    add(task: Task): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ task, done: resolve });
      next();
      return promise;
    },
    /** Forgets what has not begun. */
    reset() {
      for (const { done } of waiting.splice(0)) done();
    },
    /** Forgets what has not begun and waits for the rest. */
    async stop() {
      waiting.length = 0;
      await Promise.all(running);
    },
  };
}
