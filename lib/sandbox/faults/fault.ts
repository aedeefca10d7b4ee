import type { Answer } from "@/lib/sandbox/answers";
import type { Call, Exchange } from "@/lib/sandbox/call";
import type { Task } from "@/lib/sandbox/store";
import type { TaskView } from "@/lib/sandbox/task-view";
import type { MicroUsd } from "@/lib/shared/money";

/** A create call that the gateway would take. `subject` is the same for every try of a variant. */
export type Asked = { subject: string; at: number; model: string; call: Call };

/** A create call that was taken and charged. */
export type Made = { task: Task; painted: Promise<void>; call: Call };

/** A status read of a task; `number` counts the reads of it from 1, `view` is what a good gateway says. */
export type StatusRead = { task: Task; at: number; number: number; view: TaskView; call: Call };

export type StatusFault = (read: StatusRead) => Answer | Promise<Answer> | null;

/** An upload that was kept. `answer` is the good one; `forget` makes its address a dead one. */
export type Stored = { sha256: string; answer: Answer; forget: () => void };

/** What goes wrong, wherever it can. What a fault leaves out goes well. */
export type Fault = {
  /** Instead of the answer to any call of the key; null lets it through. */
  call?: (call: Call) => Answer | null;
  /** Instead of reading the body of a create call. */
  receive?: (call: Call) => Answer | Promise<Answer>;
  /** Instead of taking the task: nothing is charged. Null lets it through this time. */
  refuse?: (asked: Asked) => Answer | null;
  charge?: (listed: MicroUsd) => MicroUsd;
  /** How long the task takes at the gateway. */
  durationMs?: number;
  /** How the task ends. */
  failure?: NonNullable<Task["failure"]>;
  /** Instead of the answer, when the task exists and is charged. */
  answer?: (made: Made) => Answer | Promise<Answer>;
  /** Instead of the status; null tells the truth this time. */
  status?: StatusFault;
  /** Instead of the status of a task that does not exist. */
  missing?: () => Answer;
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
  /** Instead of the answer to an upload, which is kept. */
  upload?: (stored: Stored) => Answer | null;
};

/** Ids of the fault catalogue → behaviour. */
export type FaultTable = Record<string, Fault>;
