import type { Store, Task } from "@/lib/sandbox/store";

export const RESULT_LIFETIME_SECONDS = 86_400;

const seconds = (ms: number) => Math.floor(ms / 1_000);

/** `origin` such as `http://127.0.0.1:8787`: where the asker reaches us. */
export const resultOf = ({ fileName }: Task, origin: string) => ({
  type: "image",
  data: [{ url: `${origin}/files/generated/${fileName}` }],
});

export const queuedView = (task: Task) => ({
  ...head(task),
  status: "queued",
  progress: 0,
  created_at: seconds(task.acceptedAt),
  metadata: {},
});

/** The JSON of a status read (docs.toapis.com, "Get Image Task Status", read 2026-08-20). */
export function statusView(
  task: Task,
  at: number,
  { store, origin }: { store: Store; origin: string },
) {
  const { failure, acceptedAt, completedAt } = task;
  const created = { ...head(task), created_at: seconds(acceptedAt) };
  const isOver = at >= completedAt;
  if (isOver && failure) return { ...created, status: "failed", progress: 0, error: failure };
  if (isOver && hasResult(task, store))
    return {
      ...created,
      status: "completed",
      progress: 100,
      completed_at: seconds(completedAt),
      expires_at: seconds(completedAt) + RESULT_LIFETIME_SECONDS,
      result: resultOf(task, origin),
    };
  const share = (at - acceptedAt) / (completedAt - acceptedAt);
  if (share < 0.15) return { ...created, status: "queued", progress: 0 };
  return { ...created, status: "in_progress", progress: share < 0.5 ? 0 : 50 };
}

/** An expired picture was there once: the task stays completed and its address answers 404. */
const hasResult = ({ fileName }: Task, store: Store) =>
  store.findFile("generated", fileName) !== null || !store.isAlive("generated", fileName);

const head = ({ id, clientBusinessId, model }: Task) => ({
  id,
  ...(clientBusinessId === null ? {} : { client_business_id: clientBusinessId }),
  object: "generation.task",
  model,
});
