import "server-only";

import type { IncomingMessage, ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { z } from "zod";
import { type ProblemFacts, problemDetail } from "@/lib/api/policy/problems";
import type { Operation } from "@/lib/api/schema/operations";
import { API_PROBLEMS, type ApiProblemCode } from "@/lib/api/schema/problems";
import { TOKEN_READS, TOKEN_WRITES } from "@/lib/api-token/policy";
import { TOKEN_TRACE } from "@/lib/api-token/policy/token-form";
import { proveToken } from "@/lib/api-token/service";
import type { ShownToken } from "@/lib/ports/api-token-repository";
import { StorageError } from "@/lib/ports/object-storage";
import { seesEveryProject } from "@/lib/project/policy";
import { getPorts } from "@/lib/server/composition";
import { problem, type RouteContext } from "@/lib/server/define-route";
import { readBody } from "@/lib/server/read-body";
import { visitOf } from "@/lib/server/visit";
import type { Actor, Sight } from "@/lib/shared/actor";
import { AppError } from "@/lib/shared/app-error";

/** As much as an action takes: whatever the composer can send can be sent here. */
const BODY_BYTES_MAX = 1024 * 1024;

type Node = { incoming: IncomingMessage; outgoing: ServerResponse };
type OutputOf<S> = S extends z.ZodType ? z.output<S> : null;

/** A proven and parsed request. `id` is that of the path, empty where it has none. */
export type ApiCall<O extends Operation> = Node & {
  actor: Actor;
  token: ShownToken;
  id: string;
  query: z.output<O["query"]>;
  body: OutputOf<O["body"]>;
  header: (name: string) => string | undefined;
  /** What the operation promises; nothing else can be sent. */
  answer: (value: O["answer"] extends z.ZodType ? z.input<O["answer"]> : never) => Response;
};

/** Stops the request with a refusal of the token API. */
export class ApiRefusal extends Error {
  override readonly name = "ApiRefusal";

  constructor(
    readonly code: ApiProblemCode,
    readonly facts: ProblemFacts = {},
  ) {
    super(code);
  }
}

export function apiProblem(code: ApiProblemCode, facts: ProblemFacts = {}): Response {
  const status = API_PROBLEMS[code];
  const { retryAfterSeconds } = facts;
  const response = problem(status, { ...facts, code, detail: problemDetail(code, facts) });
  if (status === 401) response.headers.set("www-authenticate", 'Bearer realm="Maquette"');
  if (retryAfterSeconds) response.headers.set("retry-after", String(retryAfterSeconds));
  return response;
}

/** Proves the token, its scope and its pace before the body is read. Cookies count for nothing here. */
export function defineApiRoute<O extends Operation>(
  operation: O,
  handle: (call: ApiCall<O>) => Promise<Response>,
) {
  return async (c: RouteContext): Promise<Response> => {
    const node = { incoming: c.env.incoming as IncomingMessage, outgoing: c.env.outgoing };
    try {
      return await handle(await readCall(operation, c, node));
    } catch (cause) {
      return answerFailure(cause, c, node);
    }
  };
}

async function readCall<O extends Operation>(
  operation: O,
  c: RouteContext,
  node: Node,
): Promise<ApiCall<O>> {
  const token = await requireToken(c, operation);
  const { id: tokenId, userId, teamId, role, foreignProjectIds } = token;
  const sight: Sight = {
    teamId,
    closedProjectIds: seesEveryProject(role) ? [] : foreignProjectIds,
  };
  await keepPace(tokenId, operation);
  const visit = visitOf((name) => node.incoming.headers[name]?.toString());
  const { body } = operation;
  const isJson = body !== null && body !== "file";
  return {
    ...node,
    actor: { ...sight, userId, role, sessionId: "", visit } as Actor,
    token,
    id: readId(c.req.param("id")),
    query: check(operation.query, readQuery(c)) as z.output<O["query"]>,
    body: (isJson ? check(body, await readJson(node.incoming)) : null) as never,
    header: (name) => c.req.header(name),
    answer: (value) =>
      c.json(value as object, operation.status, { "cache-control": "private, no-store" }),
  };
}

async function requireToken(c: RouteContext, { scope }: Operation): Promise<ShownToken> {
  if (TOKEN_TRACE.test(decodeSafely(c.req.url))) {
    c.var.log.warn("a token came in an address and was refused");
    throw new ApiRefusal("token_in_address");
  }
  const [, text] = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "") ?? [];
  if (!text) throw new ApiRefusal("token_missing");
  const proven = await proveToken(getPorts(), text);
  if (!proven.ok) {
    const { code, ...facts } = proven.error;
    throw new ApiRefusal(code, facts);
  }
  if (scope && !proven.value.scopes.includes(scope))
    throw new ApiRefusal("scope_missing", { scope });
  return proven.value;
}

function decodeSafely(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Counted in the database, so that neither a restart nor a second process forgets it. */
async function keepPace(tokenId: string, { method }: Operation): Promise<void> {
  const { clock, throttle } = getPorts();
  const [kind, rule] = method === "GET" ? ["read", TOKEN_READS] : ["write", TOKEN_WRITES];
  const waitMs = await throttle.take(
    `api ${kind} ${tokenId}`,
    rule as typeof TOKEN_READS,
    clock.now(),
  );
  if (waitMs > 0)
    throw new ApiRefusal("too_many_requests", { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
}

/** What is no id of ours is nothing's. */
function readId(text: string | undefined): string {
  if (text === undefined) return "";
  const id = z.ulid().safeParse(text);
  if (!id.success) throw new ApiRefusal("not_found");
  return id.data;
}

/** A parameter that comes twice has no value. */
function readQuery(c: RouteContext): Record<string, string | string[]> {
  const all = new Map(Object.entries(c.req.queries()));
  return Object.fromEntries(
    [...all].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? "") : values]),
  );
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const bytes = await readBody(incoming, BODY_BYTES_MAX);
  if (!bytes) throw new ApiRefusal("too_large", { limitBytes: BODY_BYTES_MAX });
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new ApiRefusal("body_unreadable");
  }
}

/** By the field, as it stands in the request: what is wrong with it. */
function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = new Map<string, string[]>();
  for (const issue of parsed.error.issues) {
    const names =
      issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".") || "(the whole)"];
    for (const name of names) fields.set(name, [...(fields.get(name) ?? []), issue.message]);
  }
  throw new ApiRefusal("invalid_input", { fields: Object.fromEntries(fields) });
}

function answerFailure(cause: unknown, c: RouteContext, { incoming, outgoing }: Node): Response {
  if (outgoing.headersSent || outgoing.destroyed) {
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  // Read and dropped, so that the caller gets to see the answer.
  incoming.resume();
  if (cause instanceof ApiRefusal) return apiProblem(cause.code, cause.facts);
  if (cause instanceof AppError && cause.code === "not_found") return apiProblem("not_found");
  if (cause instanceof AppError && cause.code === "forbidden") return apiProblem("forbidden");
  c.var.log.error(cause, "route failed");
  return apiProblem(cause instanceof StorageError ? "storage_away" : "internal");
}
