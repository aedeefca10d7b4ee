import { z } from "zod";
import { isRefunded } from "@/lib/sandbox/account";
import { type Answer, json, noSuchPath, unsuccessful } from "@/lib/sandbox/answers";
import { type Exchange, readBody } from "@/lib/sandbox/call";
import { FAULT_IDS } from "@/lib/sandbox/faults/picker";
import type { Sandbox } from "@/lib/sandbox/sandbox";

const BODY_BYTES_MAX = 64 * 1024;

const scriptSchema = z.object({
  /** For the next create calls in order; null or F01 is a good one. Then all is well again. */
  faults: z.array(
    z
      .string()
      .refine((id) => FAULT_IDS.has(id), "unknown fault")
      .nullable(),
  ),
});

/** `/__sandbox/…`: for tests and the curious, no part of the gateway. */
export async function control({ sandbox, request, url }: Exchange<Sandbox>): Promise<Answer> {
  // A page in a browser has no business here, and could reach a loopback port.
  if (request.headers.origin !== undefined) return json(403, { message: "not for browsers" });
  switch (`${request.method} ${url.pathname}`) {
    case "GET /__sandbox/ledger":
      return json(200, { keys: readLedger(sandbox) });
    case "POST /__sandbox/script": {
      const body = await readBody(request, BODY_BYTES_MAX);
      const script = scriptSchema.safeParse(parseJson(body?.toString() ?? ""));
      if (!script.success) return unsuccessful(z.prettifyError(script.error));
      sandbox.faults.play(script.data.faults);
      return json(200, { success: true });
    }
    case "POST /__sandbox/reset":
      sandbox.store.reset();
      sandbox.faults.reset();
      sandbox.rateLimiter.reset();
      sandbox.tripwire.reset();
      sandbox.clock.reset();
      return json(200, { success: true });
    default:
      return noSuchPath(request.method ?? "", url.pathname);
  }
}

/** What each key paid for, in the order of its acceptance. */
function readLedger({ store, now }: Sandbox) {
  const entries = store.tasks.map((task) => ({
    key: task.key,
    id: task.id,
    client_business_id: task.clientBusinessId,
    model: task.model,
    size: task.size,
    resolution: task.resolution,
    prompt: task.prompt,
    references: task.references,
    charged_micro_usd: task.chargedMicroUsd,
    refunded: isRefunded(task, now()),
    at: new Date(task.acceptedAt).toISOString(),
  }));
  return Object.groupBy(entries, ({ key }) => key);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
