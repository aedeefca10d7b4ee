import type { Socket } from "node:net";
import { type Answer, CutAnswerError, describeBreak } from "@/lib/adapters/toapis/answer";
import { cleanText } from "@/lib/adapters/toapis/clean-text";
import { findTaskIdHint, readCreateOutcome } from "@/lib/adapters/toapis/create-outcome";
import { type OnLimits, reportLimits } from "@/lib/adapters/toapis/limit-facts";
import { describeTask } from "@/lib/adapters/toapis/task-body";
import {
  type Account,
  clientOn,
  type GatewayNetwork,
  headersOf,
  openConnection,
  send,
  urlOf,
} from "@/lib/adapters/toapis/transport";
import type { CreateOutcome, CreateTask } from "@/lib/ports/gateway";

type Asker = { network: GatewayNetwork; account: Account; onLimits?: OnLimits | undefined };

/**
 * Connects, commits, writes: in this order, because whatever goes wrong before the first byte may be
 * repeated, and nothing after it. One connection, one request, no redirect, no retry.
 */
export async function createTask(
  { network, account, onLimits }: Asker,
  task: CreateTask,
  beforeSend: () => Promise<void>,
): Promise<CreateOutcome> {
  const notSent = (cause: unknown): CreateOutcome => ({
    class: "not_sent",
    reason: cleanText(describeBreak(cause), account.secret),
  });
  const { method, path, body } = describeTask(task);
  let url: URL;
  let socket: Socket;
  try {
    url = urlOf(account, path);
    socket = await openConnection(network.connect, url);
  } catch (cause) {
    return notSent(cause);
  }
  const client = clientOn(socket, url.origin);
  try {
    await beforeSend();
    // From here on a failure proves nothing, unless the connection is known to be gone.
    if (!socket.writable)
      return notSent(new Error("The connection closed before anything was sent"));
    return await post();
  } finally {
    socket.destroy();
    await client.destroy();
  }

  async function post(): Promise<CreateOutcome> {
    let answer: Answer;
    try {
      answer = await send(client, url, {
        method,
        headers: { ...headersOf(network, account), "content-type": "application/json" },
        body: JSON.stringify(body),
        deadlineMs: network.timeouts.createMs,
      });
    } catch (cause) {
      return {
        class: "ambiguous",
        reason: cleanText(describeBreak(cause), account.secret),
        taskIdHint: cause instanceof CutAnswerError ? findTaskIdHint(cause.text) : null,
      };
    }
    reportLimits(onLimits, answer, "submit");
    return readCreateOutcome(answer, {
      secret: account.secret,
      model: task.model,
      hasReferences: task.referenceUrls.length > 0,
      hasCallback: task.callbackUrl !== null,
    });
  }
}
