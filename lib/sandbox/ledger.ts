import { isRefunded } from "@/lib/sandbox/account";
import type { Task } from "@/lib/sandbox/store";
import type { World } from "@/lib/sandbox/world";

/**
 * What each key paid for, in the order of its acceptance; `duplicates` names every business id under which more than
 * one task was charged.
 */
export function readLedger({ store, now }: World) {
  const entries = store.tasks.map((task) => ({
    key: task.key,
    id: task.id,
    client_business_id: task.clientBusinessId,
    model: task.model,
    size: task.size,
    resolution: task.resolution,
    prompt: task.prompt,
    references: task.references,
    charged_micro_usd: task.chargedMicroUsd,
    refunded: isRefunded(task, now()),
    fault: task.fault,
    connection: task.connection,
    at: new Date(task.acceptedAt).toISOString(),
  }));
  return { keys: Object.groupBy(entries, ({ key }) => key), duplicates: duplicatesOf(store.tasks) };
}

function duplicatesOf(tasks: readonly Task[]) {
  const named = tasks.filter(({ clientBusinessId }) => clientBusinessId !== null);
  const groups = Object.entries(Object.groupBy(named, (task) => `${task.clientBusinessId}`));
  return groups.flatMap(([id, group = []]) =>
    group.length > 1 ? [{ client_business_id: id, ids: group.map((task) => task.id) }] : [],
  );
}
