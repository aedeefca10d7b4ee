import { json } from "@/lib/sandbox/answers";
import type { Fault, FaultTable } from "@/lib/sandbox/faults/fault";
import type { Task } from "@/lib/sandbox/store";
import { resultOf, resultUrlOf } from "@/lib/sandbox/task-view";

const LIFETIME_MS = 5_000;
const URL_LENGTH = 64 * 1024;

/** Rows of section 3 in which the status names an address that nobody may go to, or a strange one. */
export const resultUrlFaults = (): FaultTable => ({
  R10: inTurn(
    "https://10.0.0.1/picture.png",
    "https://100.64.0.1/picture.png",
    "https://0.0.0.0/picture.png",
    "https://2130706433/picture.png",
    "https://0x7f.1/picture.png",
    "https://127.1/picture.png",
    "https://[::1]/picture.png",
    "https://[::ffff:127.0.0.1]/picture.png",
    "https://[64:ff9b::7f00:1]/picture.png",
    "https://[fd00::1]/picture.png",
    "https://[fe80::1%25eth0]/picture.png",
    "https://metadata.google.internal/computeMetadata/v1/",
    "https://localhost./picture.png",
  ),
  R12: { resultUrl: (task, origin) => resultUrlOf(task, origin.replace("://", "://a:b@")) },
  R13: inTurn(...[22, 25, 6379].map((port) => `https://files.example:${port}/picture.png`)),
  R14: inTurn(
    "ftp://files.example/picture.png",
    "gopher://files.example/picture.png",
    "data:text/html,<h1>Picture</h1>",
    "blob:https://files.example/2c7d3f5e-0000-4000-8000-000000000000",
    "javascript:alert(1)",
    "//files.example/picture.png",
    "/files/generated/picture.png",
  ),
  R15: inTurn(
    (url) => url.replace(/(\d):/, "$1.:"),
    // The second letter is Cyrillic.
    () => "https://t\u043eapis.com/picture.png",
    (url) => url.replace("http:", "HTTP:"),
    (url) => `${url}?${"x".repeat(URL_LENGTH)}`,
    (url) => `${url}?x\r\nx-injected: yes`,
  ),
  R30: {
    // Each look at the status gives an address of its own.
    status: ({ task, at, view, call }) => {
      if (view.status !== "completed") return null;
      const diesAt = at + call.sandbox.clock.scaled(LIFETIME_MS);
      const url = `${resultUrlOf(task, call.origin)}?until=${diesAt}`;
      return json(200, { ...view, result: resultOf(url) });
    },
    serve: ({ sandbox, response, url }) => {
      const isDead = sandbox.now() > Number(url.searchParams.get("until"));
      if (isDead) response.writeHead(403).end();
      return isDead;
    },
  },
});

/** Each next task with the same prompt gets the next of these addresses. */
function inTurn(...forms: (string | ((url: string) => string))[]): Fault {
  return {
    resultUrl: (task: Task, origin) => {
      const form = forms[task.take % forms.length];
      return typeof form === "function" ? form(resultUrlOf(task, origin)) : form;
    },
  };
}
