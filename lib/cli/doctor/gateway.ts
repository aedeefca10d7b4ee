import { type Check, fail, ok, warn } from "@/lib/cli/doctor/check";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { type Gateway, GatewayError, type GatewayErrorCode } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { Ports } from "@/lib/ports/ports";

const CLOCK_OFFSET_MAX_MS = 2_000;

/** @param offsetMs theirs minus ours */
export function checkClock(name: string, offsetMs: number, theirs: string): Check {
  const seconds = (offsetMs / 1_000).toFixed(1);
  return Math.abs(offsetMs) > CLOCK_OFFSET_MAX_MS
    ? fail(name, `${theirs} is ${seconds} s ahead of this machine's: set the time by NTP.`)
    : ok(name, `${theirs} and this machine's agree within 2 s.`);
}

/** The clock, by the `Date` of an answer, and the key. Nothing of it costs. */
export async function checkGateway({
  clock,
  connections,
  gateways,
  probes,
}: Pick<Ports, "clock" | "connections" | "gateways" | "probes">): Promise<Check[]> {
  const usable = await connections.current();
  const asked = clock.now();
  const { headers } = await probes.open(usable.connection).get("/v1/models?type=image");
  const offsetMs = clockOffsetMs(headers["date"], asked, clock.now());
  return [
    ...(offsetMs === null ? [] : [checkClock("gateway clock", offsetMs, "The gateway's clock")]),
    await checkKey(gateways.open(usable.connection), usable),
  ];
}

/** Of a `Date` header, which counts whole seconds, in an answer that was asked for between two times. */
export function clockOffsetMs(date: string | undefined, asked: Date, answered: Date) {
  const theirs = Date.parse(date ?? "");
  return Number.isNaN(theirs) ? null : theirs + 500 - (asked.getTime() + answered.getTime()) / 2;
}

const CURES: Record<GatewayErrorCode, string> = {
  bad_key: "make a key in the console of ToAPIs and set TOAPIS_API_KEY",
  no_balance: "top the account up",
  rate_limited: "wait a minute and ask again",
  refused: "see TOAPIS_BASE_URL",
  unreachable: "see TOAPIS_BASE_URL, the network and its proxy",
};

async function checkKey(gateway: Gateway, { key, connection }: UsableKey): Promise<Check> {
  const name = "gateway key";
  const where = `${key.label} at ${connection.baseUrl}`;
  try {
    const models = await gateway.listImageModels();
    const balance = await gateway.readBalance();
    const left = balance.account.remainingCredits;
    if (left === 0) return fail(name, `${where} is good but has no credits: top the account up.`);
    const words = left === null ? "an unlimited balance" : `${left} credits left`;
    return models.includes(DEFAULT_MODEL.id)
      ? ok(name, `${where} is good: ${models.length} image models, ${words}.`)
      : warn(
          name,
          `${where} is good but has no ${DEFAULT_MODEL.id}: choose another model, or ask ToAPIs for it.`,
        );
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    return fail(name, `${where} does not work (${cause.message}): ${CURES[cause.code]}.`);
  }
}
