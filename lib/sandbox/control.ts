import { z } from "zod";
import { type Answer, json, noSuchPath, unsuccessful } from "@/lib/sandbox/answers";
import { type Exchange, readBody } from "@/lib/sandbox/call";
import { FAULT_IDS } from "@/lib/sandbox/faults/picker";
import { readLedger } from "@/lib/sandbox/ledger";
import { rateLimitsSchema } from "@/lib/sandbox/options";
import type { Sandbox } from "@/lib/sandbox/sandbox";

const BODY_BYTES_MAX = 64 * 1024;

const faultIdSchema = z.string().refine((id) => FAULT_IDS.has(id), "unknown fault");

const scriptSchema = z.object({
  /** For the next create calls, or uploads, in order; null or F01 is a good one. */
  faults: z.array(faultIdSchema.nullable()).default([]),
  /** For all that follow. Null: as the header, the key or the command line say. */
  default: faultIdSchema.nullable().default(null),
});

type Control = (exchange: Exchange<Sandbox>) => Answer | Promise<Answer>;

const CONTROLS: Readonly<Record<string, Control>> = {
  "GET /__sandbox/ledger": ({ sandbox }) => json(200, readLedger(sandbox)),
  "GET /__sandbox/requests": ({ sandbox }) => json(200, { requests: sandbox.requestLog.requests }),
  "GET /__sandbox/tripwire": ({ sandbox }) => json(200, { hits: sandbox.tripwire.hits }),
  "GET /__sandbox/clock": ({ sandbox }) => tellTime(sandbox),
  "POST /__sandbox/clock": told(
    z.object({ advanceMs: z.number().min(0) }),
    (sandbox, { advanceMs }) => sandbox.clock.advance(advanceMs),
    tellTime,
  ),
  "POST /__sandbox/script": told(scriptSchema, ({ faults }, script) =>
    faults.play(script.faults, script.default),
  ),
  "POST /__sandbox/limits": told(rateLimitsSchema, ({ rateLimiter }, limits) =>
    rateLimiter.change(limits),
  ),
  "POST /__sandbox/connections": told(z.object({ reset: z.int().min(0) }), ({ door }, { reset }) =>
    door.resetNext(reset),
  ),
  /** Ids that the table does not have, and the gateway is to have. */
  "POST /__sandbox/models": told(z.object({ ids: z.array(z.string()) }), ({ models }, { ids }) =>
    models.tell(ids),
  ),
  /** All of them: the ones that are not named are good again. */
  "POST /__sandbox/revoked-keys": told(
    z.object({ secrets: z.array(z.string()) }),
    ({ revokedKeys }, { secrets }) => revokedKeys.set(secrets),
  ),
  "POST /__sandbox/reset": ({ sandbox }) => {
    const { door, ...parts } = sandbox;
    const { store, paintQueue, faults, rateLimiter, requestLog, tripwire, clock, models } = parts;
    parts.revokedKeys.reset();
    for (const part of [
      store,
      paintQueue,
      faults,
      rateLimiter,
      requestLog,
      tripwire,
      clock,
      models,
    ])
      part.reset();
    door.resetNext(0);
    return json(200, { success: true });
  },
};

/** `/__sandbox/…`: for tests and the curious, no part of the gateway. */
export async function control(exchange: Exchange<Sandbox>): Promise<Answer> {
  const { request, url } = exchange;
  // A page in a browser has no business here, and could reach a loopback port.
  if (request.headers.origin !== undefined) return json(403, { message: "not for browsers" });
  const found = CONTROLS[`${request.method} ${url.pathname}`];
  return found ? found(exchange) : noSuchPath(request.method ?? "", url.pathname);
}

function tellTime({ clock }: Sandbox) {
  const nowMs = clock.now();
  return json(200, { now: new Date(nowMs).toISOString(), nowMs, advancedMs: clock.offsetMs() });
}

/** A control call with a body. */
function told<S extends z.ZodType>(
  schema: S,
  apply: (sandbox: Sandbox, input: z.output<S>) => void,
  answer: (sandbox: Sandbox) => Answer = () => json(200, { success: true }),
): Control {
  return async ({ sandbox, request }) => {
    const body = await readBody(request, BODY_BYTES_MAX);
    const input = schema.safeParse(parseJson(body?.toString() ?? ""));
    if (!input.success) return unsuccessful(z.prettifyError(input.error));
    apply(sandbox, input.data);
    return answer(sandbox);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
