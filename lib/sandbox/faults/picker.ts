import type { Call } from "@/lib/sandbox/call";
import { accountFaults } from "@/lib/sandbox/faults/account";
import { byteFaults } from "@/lib/sandbox/faults/bytes";
import { createFaults } from "@/lib/sandbox/faults/create";
import type { Fault, FaultTable } from "@/lib/sandbox/faults/fault";
import { refusalFaults } from "@/lib/sandbox/faults/refusals";
import { resultFaults } from "@/lib/sandbox/faults/result";
import { statusFaults } from "@/lib/sandbox/faults/status";
import type { Task } from "@/lib/sandbox/store";

/** New each time: some faults remember what they did. */
const newTable = (): FaultTable => ({
  ...createFaults(),
  ...refusalFaults(),
  ...statusFaults(),
  ...resultFaults(),
  ...byteFaults(),
  ...accountFaults(),
});

export const FAULT_IDS: ReadonlySet<string> = new Set(Object.keys(newTable()));

type Asker = Pick<Call, "request" | "key">;

/**
 * Which fault a call meets: first the script, then the header `x-sandbox-fault`, then the end of the key
 * (`sk-sandbox-F16`), then the command line.
 *
 * @throws when the command line names no fault
 */
export function createFaultPicker(commandLine: string | null) {
  if (commandLine !== null && !FAULT_IDS.has(commandLine))
    throw new Error(`There is no fault ${commandLine}`);
  let table = newTable();
  let creates: (string | null)[] = [];
  let uploads: string[] = [];
  let standing: string | null = null;
  const reads = new Map<string, number>();

  const of = (id: string | null): Fault => table[id ?? ""] ?? {};
  const idOf = ({ request, key }: Asker): string | null => {
    const header = request.headers["x-sandbox-fault"];
    if (standing !== null) return standing;
    if (typeof header === "string") return header;
    return /-([A-Z]\d\d[a-z]?)$/.exec(key.secret)?.[1] ?? commandLine;
  };

  return {
    of,
    /** One for each of the next create calls, or of the next uploads, in order; null is a good one. Then `after`. */
    play(ids: readonly (string | null)[], after: string | null) {
      creates = ids.filter((id) => of(id).upload === undefined);
      uploads = ids.filter((id) => id !== null).filter((id) => of(id).upload !== undefined);
      standing = after;
    },
    /** The fault's id; null when all goes well. */
    pickForCreate(call: Asker): string | null {
      const scripted = creates.shift();
      return scripted === undefined ? idOf(call) : scripted;
    },
    ofUpload: (call: Asker): Fault => of(uploads.shift() ?? idOf(call)),
    ofCall: (call: Asker): Fault => of(idOf(call)),
    ofTask: (task: Task): Fault => of(task.fault),
    /** The number of this status read of the task, from 1. */
    countRead({ id }: Task): number {
      const number = (reads.get(id) ?? 0) + 1;
      reads.set(id, number);
      return number;
    },
    reset() {
      table = newTable();
      creates = [];
      uploads = [];
      standing = null;
      reads.clear();
    },
  };
}
