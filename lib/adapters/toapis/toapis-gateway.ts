import { openAsBlob } from "node:fs";
import { FormData } from "undici";
import { type Answer, describeBreak } from "@/lib/adapters/toapis/answer";
import { cleanText } from "@/lib/adapters/toapis/clean-text";
import { createTask } from "@/lib/adapters/toapis/create-task";
import { gatewayErrorOf } from "@/lib/adapters/toapis/gateway-error";
import { type OnLimits, reportLimits } from "@/lib/adapters/toapis/limit-facts";
import { readTaskState } from "@/lib/adapters/toapis/task-state";
import {
  type Account,
  ask as askNetwork,
  type Call,
  type GatewayNetwork,
  headersOf,
  urlOf,
} from "@/lib/adapters/toapis/transport";
import {
  readCredits,
  readFault,
  readModelIds,
  readTask,
  readUploadUrl,
  saysNo,
  type WireTask,
} from "@/lib/adapters/toapis/wire";
import { type Gateway, GatewayError } from "@/lib/ports/gateway";

const TASKS = "/v1/images/generations/";
/** Characters of an answer that a person may have to read. */
const RAW_BODY_LENGTH_MAX = 1_000;

/** One key at ToAPIs, or at what speaks like it. */
export function openGateway(
  network: GatewayNetwork,
  account: Account,
  onLimits?: OnLimits,
): Gateway {
  const { secret } = account;

  const ask = async (path: string, call: Omit<Call, "headers">): Promise<Answer> => {
    try {
      const answer = await askNetwork(network, urlOf(account, path), {
        ...call,
        headers: headersOf(network, account),
      });
      reportLimits(onLimits, answer, path.startsWith(TASKS) ? "query" : null);
      return answer;
    } catch (cause) {
      throw new GatewayError("unreachable", cleanText(describeBreak(cause), secret), { cause });
    }
  };
  const get = (path: string) => ask(path, { method: "GET", deadlineMs: network.timeouts.readMs });
  /** `read` gives null for what it cannot make sense of. */
  const expect = <T>(answer: Answer, read: (json: unknown) => T | null): T => {
    const isGood = answer.status >= 200 && answer.status < 300 && !saysNo(answer.json);
    const value = isGood ? read(answer.json) : null;
    if (value === null) throw gatewayErrorOf(answer, secret);
    return value;
  };

  return {
    createTask: (task, beforeSend) => createTask({ network, account, onLimits }, task, beforeSend),

    async findTask(id) {
      const answer = await get(TASKS + encodeURIComponent(id));
      if (isTaskMissing(answer)) return { found: false };
      // A failed task is an answer with an error in it, and no error of the call.
      const task = answer.status === 200 ? readTask(answer.json) : null;
      const state = task && readTaskState(task, secret);
      if (!state) throw gatewayErrorOf(answer, secret);
      if (isAnotherTask(task, id)) {
        throw new GatewayError("unreachable", `The gateway answered with the task ${task.id}`);
      }
      const { clientBusinessId, model, prompt } = task;
      const isEmpty = state.status === "completed" && state.resultUrls.length === 0;
      const rawBody = isEmpty ? cleanText(answer.text, secret, RAW_BODY_LENGTH_MAX) : null;
      return { found: true, taskId: task.id, state, clientBusinessId, model, prompt, rawBody };
    },

    async uploadReference({ path, fileName, mime }) {
      const form = new FormData();
      form.set("file", await openAsBlob(path, { type: mime }), fileName);
      const answer = await ask("/v1/uploads/images", {
        method: "POST",
        body: form,
        deadlineMs: network.timeouts.uploadMs,
      });
      return { url: expect(answer, readUploadUrl) };
    },

    listImageModels: async () => expect(await get("/v1/models?type=image"), readModelIds),

    async readBalance() {
      const [key, owner] = await Promise.all([get("/v1/balance"), get("/v1/user/balance")]);
      return { key: expect(key, readCredits), account: expect(owner, readCredits) };
    },
  };
}

/** A page of the edge with status 404 is no proof: only the gateway's own words are. */
function isTaskMissing({ status, json }: Answer): boolean {
  const fault = readFault(json);
  if (!fault) return false;
  return status === 404 || `${fault.code} ${fault.message}`.includes("task_not_exist");
}

/** Only where the answer carries both handles can a mix-up be told from a look-up by the other one. */
const isAnotherTask = ({ id, clientBusinessId }: WireTask, asked: string) =>
  id !== null && clientBusinessId !== null && asked !== id && asked !== clientBusinessId;
