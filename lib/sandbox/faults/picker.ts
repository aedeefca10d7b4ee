import type { Call } from "@/lib/sandbox/call";
import { accountFaults } from "@/lib/sandbox/faults/account";
import { byteFaults } from "@/lib/sandbox/faults/bytes";
import { createFaults } from "@/lib/sandbox/faults/create";
import type { Fault, FaultTable } from "@/lib/sandbox/faults/fault";
import { resultFaults } from "@/lib/sandbox/faults/result";
import { statusFaults } from "@/lib/sandbox/faults/status";
import type { Task } from "@/lib/sandbox/store";

/** New each time: some faults remember what they did. */
const newTable = (): FaultTable => ({
  ...createFaults(),
  ...statusFaults(),
  ...resultFaults(),
  ...byteFaults(),
  ...accountFaults(),
});

export const FAULT_IDS: ReadonlySet<string> = new Set(Object.keys(newTable()));

/** Which fault a create call meets: first the script, then the header, then the end of the key. */
export function createFaultPicker() {
  let table = newTable();
  let script: (string | null)[] = [];
  const reads = new Map<string, number>();
  return {
    /** Null is a good one. */
    play(ids: readonly (string | null)[]) {
      script = [...ids];
    },
    /** The fault's id; null when all goes well. */
    pick({ request, key }: Pick<Call, "request" | "key">): string | null {
      const scripted = script.shift();
      if (scripted !== undefined) return scripted;
      const header = request.headers["x-sandbox-fault"];
      if (typeof header === "string") return header;
      return /-([A-Z]\d\d)$/.exec(key.secret)?.[1] ?? null;
    },
    of: (id: string | null): Fault => table[id ?? ""] ?? {},
    ofTask: (task: Task): Fault => table[task.fault ?? ""] ?? {},
    /** The number of this status read of the task, from 1. */
    countRead({ id }: Task): number {
      const number = (reads.get(id) ?? 0) + 1;
      reads.set(id, number);
      return number;
    },
    reset() {
      table = newTable();
      script = [];
      reads.clear();
    },
  };
}
