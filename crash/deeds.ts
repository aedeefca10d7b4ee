import type { CreateGeneration } from "@/lib/generation/schema";
import { cancelVariant, retryVariant, sendAgain } from "@/lib/generation/service/change";
import { createGenerations } from "@/lib/generation/service/create";
import { claimTask } from "@/lib/generation/service/decide";
import type { Ports } from "@/lib/ports/ports";
import { pauseSending, resumeSending } from "@/lib/sending/service/pause";
import type { Actor } from "@/lib/shared/actor";
import { assertNever } from "@/lib/shared/result";
import { wakeByWebhook } from "@/lib/webhook/service";

/** What people and the gateway make a web process do. As JSON it goes from one process to another. */
export type Deed =
  | { name: "press"; actor: Actor; input: CreateGeneration }
  | { name: "cancel" | "retry" | "send again"; actor: Actor; variantId: string }
  | { name: "claim"; actor: Actor; variantId: string; taskId: string }
  | { name: "rush"; actor: Actor; input: CreateGeneration; rounds: number }
  | { name: "pause" | "resume" }
  | { name: "webhook"; event: { id: string; body: string } };

/** Answers in a word for the history. */
export async function doDeed(ports: Ports, deed: Deed): Promise<string> {
  switch (deed.name) {
    case "press":
      return wordOf(await createGenerations(ports, deed.actor, deed.input));
    case "rush":
      return rush(ports, deed);
    case "cancel":
      return wordOf(await cancelVariant(ports, deed.actor, deed.variantId));
    case "retry":
      return wordOf(await retryVariant(ports, deed.actor, deed.variantId));
    case "send again":
      return wordOf(await sendAgain(ports, deed.actor, deed.variantId));
    case "claim":
      return wordOf(await claimTask(ports, deed.actor, deed));
    case "pause":
      await pauseSending(ports, { by: "Owner", reason: "to see" });
      return "done";
    case "resume":
      await resumeSending(ports);
      return "done";
    case "webhook":
      await wakeByWebhook(ports, deed.event);
      return "done";
    default:
      return assertNever(deed);
  }
}

/** At once, half of a promise's fifty. */
const RUSH_PRESSES = 25;

/** Presses as often as it can at once, takes back what was taken, and begins anew. */
async function rush(
  ports: Ports,
  { actor, input, rounds }: Extract<Deed, { name: "rush" }>,
): Promise<string> {
  for (let round = 0; round < rounds; round += 1) {
    const presses = Array.from({ length: RUSH_PRESSES }, () =>
      createGenerations(ports, actor, { ...input, requestId: ports.clock.newId() }),
    );
    const made = (await Promise.all(presses)).flatMap((press) => (press.ok ? press.value : []));
    const ids = made.flatMap(({ variants }) => variants.map(({ id }) => id));
    await Promise.all(ids.map((id) => cancelVariant(ports, actor, id)));
  }
  return "done";
}

const wordOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? "done" : result.error.code;
