import { createHmac } from "node:crypto";
import type { Task } from "@/lib/sandbox/store";
import { resultUrlOf, statusView } from "@/lib/sandbox/task-view";
import type { World } from "@/lib/sandbox/world";

/** Before each repeat of an event that was not taken (docs.toapis.com, "Task Webhooks", read 2026-11-24). */
const REPEAT_AFTER_MS = [10_000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 86_400_000];
const TIMEOUT_MS = 10_000;

/**
 * Tells where it was asked to that a task has ended: at least once, under the same id each time. Unlike the gateway
 * it calls any address, so that it can call a studio on the same machine.
 */
export function createWebhooks({ clock, store, settings }: World) {
  const { webhookSecret: secret, speed } = settings;
  const stopped = new AbortController();
  const isOff = ({ id }: Task) => stopped.signal.aborted || store.findTask(id) === null;

  const post = async (url: string, { id, body }: { id: string; body: string }, key: string) => {
    // The receiver's clock is the real one, whatever time it is here.
    const timestamp = Math.floor(Date.now() / 1_000);
    const hmac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`);
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": "ToAPIs-Webhook/1.0",
          "x-toapis-webhook-id": id,
          "x-toapis-webhook-timestamp": String(timestamp),
          "x-toapis-webhook-signature": `v1=${hmac.digest("hex")}`,
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  };

  return {
    /** Sends the event when the task has ended and `painted` has settled, where somebody asked for it. */
    async announce(task: Task, painted: Promise<void>): Promise<void> {
      if (task.callback === null || secret === null) return;
      const { url, origin } = task.callback;
      // `completedAt` is divided by the speed already, and `sleep` does it again.
      await clock.sleep((task.completedAt - clock.now()) * speed);
      await painted;
      const view = statusView(task, task.completedAt, { store, url: resultUrlOf(task, origin) });
      if (view.status !== "completed" && view.status !== "failed") return;
      const event = eventOf(task, view.status, view["result"] ?? null);
      for (const waitMs of [0, ...REPEAT_AFTER_MS]) {
        await clock.sleep(waitMs);
        if (isOff(task) || (await post(url, event, secret))) return;
      }
    },
    /** What has not been taken is sent after the next start. */
    stop: () => stopped.abort(),
  };
}

function eventOf(task: Task, status: "completed" | "failed", result: unknown) {
  const id = `evt_${task.id}`;
  const finishedAt = Math.floor(task.completedAt / 1_000);
  const data = {
    task_id: task.id,
    ...(task.clientBusinessId === null ? {} : { client_business_id: task.clientBusinessId }),
    task_type: "image",
    model: task.model,
    status: status === "completed" ? "SUCCESS" : "FAILURE",
    progress: "100%",
    result,
    error: task.failure,
    submitted_at: Math.floor(task.acceptedAt / 1_000),
    finished_at: finishedAt,
  };
  const event = {
    id,
    type: `generation.${status}`,
    api_version: "v1",
    created_at: finishedAt,
    data,
  };
  return { id, body: JSON.stringify(event) };
}
