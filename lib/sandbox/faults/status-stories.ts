import { json } from "@/lib/sandbox/answers";
import type { StatusFault, StatusRead } from "@/lib/sandbox/faults/fault";

const HOSTILE_BYTES = 5 * 1024 * 1024;

/** So many reads: were it for good, a task whose end was read by a process that then died could never end. */
const LIES = 5;

/** The end is told once, and taken back by the reads that follow. */
export function flipAfterCompleted(before: StatusFault, after: StatusFault): StatusFault {
  const lies = new Map<string, number>();
  return (read) => {
    const left = lies.get(read.task.id);
    if (left !== undefined) {
      lies.set(read.task.id, left - 1);
      return left > 0 ? after(read) : null;
    }
    const answer = before(read);
    if (answer === null && read.view.status === "completed") lies.set(read.task.id, LIES);
    return answer;
  };
}

/** The first end is a failure; whoever asks again finds the picture. */
export function flipAfterFailed(fail: StatusFault): StatusFault {
  const told = new Set<string>();
  return (read) => {
    if (read.view.status !== "completed" || told.has(read.task.id)) return null;
    told.add(read.task.id);
    return fail(read);
  };
}

export const answerForStranger = ({ view }: StatusRead) =>
  json(200, {
    ...view,
    id: "tsk_img_01KSWYQ9TXAXQK67J46K44A820",
    client_business_id: "order-of-somebody-else",
  });

/** Markup, a script, colours for a terminal, text that turns around, the caller's own key, and five megabytes. */
export function failHostilely({ view, call }: StatusRead) {
  if (view.status !== "failed") return null;
  const words = `<img src=x onerror=alert(1)><script>alert(2)</script>\u001b[31mred\u001b[0m\u0000 \u202Edesrever ${call.key.secret} `;
  const message = words.padEnd(HOSTILE_BYTES, "<b>long</b> ");
  return json(200, { ...view, error: { code: "generation_failed", message } });
}
