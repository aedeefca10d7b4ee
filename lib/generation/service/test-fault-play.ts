import { createToapisGateways } from "@/lib/adapters/toapis/toapis-gateways";
import type { openFaultBench } from "@/lib/generation/service/test-fault-studio";
import { messages } from "@/lib/i18n/messages";
import { readSending } from "@/lib/sending/service/read";

export type Bench = Awaited<ReturnType<typeof openFaultBench>>;
export type FaultStudio = Awaited<ReturnType<Bench["studio"]>>;

/** Create calls that reached the gateway. */
export async function sendsOf({ gateway }: FaultStudio): Promise<number> {
  const { requests } = (await gateway.call("/__sandbox/requests")).body;
  return requests.filter(
    ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path === "/v1/images/generations",
  ).length;
}

/** Faults of the next create calls, then of all calls: null leaves it to the key. */
export const play = (
  { gateway }: FaultStudio,
  faults: (string | null)[],
  standing: string | null = null,
) => gateway.post("/__sandbox/script", { faults, default: standing });

/** Whatever is wrong at the gateway is good from now on. */
export const cure = (s: FaultStudio) => play(s, [], "F01");

export const statusesOf = async (s: FaultStudio, { id }: { id: string }) =>
  (await s.variants(id)).map(({ status }) => status);

/** What the banner says of this studio's key, after a look whether it has the words. */
export async function obstaclesOf(s: FaultStudio) {
  const { obstacles } = await readSending(s.ports);
  const codes = obstacles
    .filter(({ gatewayKeyId }) => gatewayKeyId === s.key.id)
    .map(({ code }) => code);
  for (const { common } of Object.values(messages)) {
    const missing = codes.filter((code) => common.sending.obstacle[code].trim() === "");
    if (missing.length > 0) throw new Error(`No words for ${missing.join(", ")}`);
  }
  return codes;
}

/** A create call that takes longer than this, of real time, is given up. */
export function hurry(s: FaultStudio, createMs: number) {
  s.ports.gateways = createToapisGateways({
    userAgent: "Maquette/test",
    privateOrigins: [s.gateway.url],
    timeouts: { createMs },
  });
}
