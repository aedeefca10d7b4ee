import type { Store, Task } from "@/lib/sandbox/store";

export const RESULT_LIFETIME_SECONDS = 86_400;

const seconds = (ms: number) => Math.floor(ms / 1_000);

/** `origin` such as `http://127.0.0.1:8787`: where the asker reaches us. */
export const resultUrlOf = ({ fileName }: Task, origin: string) =>
  `${origin}/files/generated/${fileName}`;

export const resultOf = (url: unknown) => ({ type: "image", data: [{ url }] });

export const queuedView = (task: Task) => ({
  ...head(task),
  status: "queued",
  progress: 0,
  created_at: seconds(task.acceptedAt),
  metadata: {},
});

/** `status` is one of the documented words, or what a fault makes of it. */
export type TaskView = { status: string } & Record<string, unknown>;

/**
 * The JSON of a status read (docs.toapis.com, "Get Image Task Status", read 2026-08-20). `url` is what stands where
 * the address of the picture does.
 */
export function statusView(
  task: Task,
  at: number,
  { store, url }: { store: Store; url: unknown },
): TaskView {
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
      result: resultOf(url),
    };
  const share = (at - acceptedAt) / (completedAt - acceptedAt);
  if (share < 0.15) return { ...created, status: "queued", progress: 0 };
  return { ...created, status: "in_progress", progress: share < 0.5 ? 0 : 50 };
}

/** The same task with its end, if any, not told. */
export function unfinished(
  { id, client_business_id, object, model, created_at }: TaskView,
  status: string,
  progress: unknown,
): TaskView {
  return { id, client_business_id, object, model, created_at, status, progress };
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
