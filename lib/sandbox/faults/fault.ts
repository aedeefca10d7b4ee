import type { Answer } from "@/lib/sandbox/answers";
import type { Call, Exchange } from "@/lib/sandbox/call";
import type { Task } from "@/lib/sandbox/store";
import type { TaskView } from "@/lib/sandbox/task-view";

/** A status read of a task; `number` counts the reads of it from 1, `view` is what a good gateway says. */
export type StatusRead = { task: Task; at: number; number: number; view: TaskView; call: Call };

/** What goes wrong with a task, wherever it can. What a fault leaves out goes well. */
export type Fault = {
  /** Instead of taking the task: nothing is charged. Null lets it through this time. */
  refuse?: (asked: { subject: string; at: number }) => Answer | null;
  /** Instead of the answer, when the task exists and is charged. */
  answer?: (made: { task: Task; painted: Promise<void>; call: Call }) => Answer | Promise<Answer>;
  /** How the task ends. */
  failure?: NonNullable<Task["failure"]>;
  /** Instead of the status; null tells the truth this time. */
  status?: (read: StatusRead) => Answer | Promise<Answer> | null;
  /** What stands in the status where the address of the picture does. */
  resultUrl?: (task: Task, origin: string) => unknown;
  /**
   * Serves the result file itself; false leaves it to the good server. `file` is a path, null when there is none
   * (any more).
   */
  serve?: (
    exchange: Exchange,
    result: { task: Task; file: string | null },
  ) => boolean | Promise<boolean>;
  /** What is kept as the result file instead of the painted one. */
  bytes?: (painted: Buffer) => Buffer | Promise<Buffer>;
};

/** Ids of the fault catalogue → behaviour. */
export type FaultTable = Record<string, Fault>;
