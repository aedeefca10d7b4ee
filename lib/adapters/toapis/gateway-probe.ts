import { Agent, type Dispatcher } from "undici";
import {
  ANSWER_BYTES_MAX,
  type Answer,
  describeBreak,
  readAnswer,
} from "@/lib/adapters/toapis/answer";
import { cleanText, normaliseBaseUrl, normaliseSecret } from "@/lib/adapters/toapis/clean-text";
import { readCreateOutcome } from "@/lib/adapters/toapis/create-outcome";
import { guardedConnector, type NetworkRules } from "@/lib/adapters/toapis/guarded-connector";
import { CREATE_TASK_PATH, createTaskBody } from "@/lib/adapters/toapis/task-body";
import type { CreateTask } from "@/lib/ports/gateway";
import type { GatewayExchange, GatewayProbes, ReferenceField } from "@/lib/ports/gateway-probe";

const CONNECT_MS = 10_000;
const DEADLINE_MS = 60_000;
const ENVELOPE_LENGTH_MAX = 1_000;

type Call = { method: "GET" | "POST"; path: string; body?: string };
type Asked = { exchange: GatewayExchange; answer: Answer | null };

/** Asks the same addresses under the same rules as the gateways do, and keeps the whole answer. */
export function createGatewayProbes(network: NetworkRules & { userAgent: string }): GatewayProbes {
  const agent = new Agent({
    connect: guardedConnector({ rules: network, connectMs: CONNECT_MS }),
    maxResponseSize: ANSWER_BYTES_MAX,
  });
  return {
    open({ baseUrl, secret: pasted }) {
      const secret = normaliseSecret(pasted);
      const ask = (call: Call) =>
        exchange(agent, call, { ...network, secret, baseUrl: normaliseBaseUrl(baseUrl) });
      return {
        get: async (path) => (await ask({ method: "GET", path })).exchange,
        async createTask(task, referenceField) {
          const body = JSON.stringify(bodyWith(task, referenceField));
          const asked = await ask({ method: "POST", path: CREATE_TASK_PATH, body });
          const sent = {
            secret,
            model: task.model,
            hasReferences: task.referenceUrls.length > 0,
            hasCallback: false,
          };
          const outcome = asked.answer
            ? readCreateOutcome(asked.answer, sent)
            : ({ class: "ambiguous", reason: asked.exchange.envelope } as const);
          return { ...asked.exchange, outcome };
        },
      };
    },
  };
}

function bodyWith(task: CreateTask, referenceField: ReferenceField) {
  const { image_urls, ...body } = createTaskBody(task);
  return image_urls ? { ...body, [referenceField]: image_urls } : body;
}

async function exchange(
  agent: Agent,
  { method, path, body }: Call,
  { baseUrl, secret, userAgent }: { baseUrl: string; secret: string; userAgent: string },
): Promise<Asked> {
  const startedAt = performance.now();
  const noted = (facts: Omit<GatewayExchange, "endpoint" | "seconds">): GatewayExchange => ({
    endpoint: `${method} ${path}`,
    ...facts,
    seconds: Math.round(performance.now() - startedAt) / 1_000,
  });
  try {
    const url = new URL(baseUrl + path);
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      body: body ?? null,
      headers: {
        authorization: `Bearer ${secret}`,
        "user-agent": userAgent,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const answer = await readAnswer(response);
    const { status, text } = answer;
    const envelope = withoutKeys(text, secret).slice(0, ENVELOPE_LENGTH_MAX);
    return { answer, exchange: noted({ status, headers: headersOf(response), envelope }) };
  } catch (cause) {
    const envelope = cleanText(describeBreak(cause), secret);
    return { answer: null, exchange: noted({ status: null, headers: {}, envelope }) };
  }
}

const withoutKeys = (text: string, secret: string) =>
  text.replaceAll(secret, "[key]").replace(/sk-[\w-]{4,}/g, "[key]");

const headersOf = ({ headers }: Dispatcher.ResponseData): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== "set-cookie")
      .map(([name, value]) => [name, String(value)]),
  );
