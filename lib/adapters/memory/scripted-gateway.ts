import type { CreateOutcome, CreateTask, Gateway, Gateways, TaskLookup } from "@/lib/ports/gateway";

/** What the gateway does with each create call, first to last; then it accepts. */
type Step = "crash_before_send" | "crash_after_send" | CreateOutcome;

export class CrashError extends Error {}

/** A gateway that does as it is told and keeps a ledger of what it accepted. */
export function scriptedGateway() {
  const script: Step[] = [];
  const ledger: (CreateTask & { taskId: string })[] = [];
  const uploads: string[] = [];
  let lookup: (id: string) => TaskLookup | Promise<TaskLookup> = () => ({ found: false });

  const accept = (task: CreateTask): string => {
    const taskId = `task_${ledger.length + 1}`;
    ledger.push({ ...task, taskId });
    return taskId;
  };
  const gateway: Gateway = {
    async createTask(task, beforeSend) {
      const step = script.shift();
      if (step === "crash_before_send") throw new CrashError();
      if (typeof step === "object" && step.class === "not_sent") return step;
      await beforeSend();
      if (step === "crash_after_send") {
        accept(task);
        throw new CrashError();
      }
      if (step) return step;
      return { class: "accepted", taskId: accept(task), resultUrls: [] };
    },
    findTask: async (id) => lookup(id),
    async uploadReference({ fileName }) {
      uploads.push(fileName);
      return { url: `https://files.example/${uploads.length}` };
    },
    listImageModels: async () => [],
    readBalance: async () => {
      const balance = { remainingCredits: null, usedCredits: null };
      return { key: balance, account: balance };
    },
  };
  const gateways: Gateways = {
    describeTask: (task) => ({ method: "POST", path: "/tasks", body: { ...task } }),
    open: () => gateway,
  };
  return {
    gateways,
    ledger,
    uploads,
    script,
    /** What a status call answers from now on. */
    answerLookups(answer: typeof lookup) {
      lookup = answer;
    },
  };
}
