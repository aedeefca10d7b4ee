import type { Command, Studio } from "@/lib/cli/command";
import { GatewayError } from "@/lib/ports/gateway";
import type { DoubtfulAttempt } from "@/lib/ports/installation-repository";
import { sweepStranded } from "@/lib/sending/service/sweep";

/** Longer than a create call may take: before that the worker is still waiting for its answer. */
const ANSWER_MAX_MS = 2 * 60_000;

type Look = DoubtfulAttempt & { isAnswered: boolean; answer: string };

export const reconcile: Command = {
  usage: "reconcile [--dry-run]",
  summary: "Looks up what may have been accepted without our knowing; the worker settles it.",
  options: { "dry-run": { type: "boolean" } },
  async run({ ports }, { flags }) {
    const before = new Date(ports.clock.now().getTime() - ANSWER_MAX_MS);
    const attempts = await ports.installation.listDoubtfulAttempts(before);
    const looks: Look[] = [];
    for (const attempt of attempts) looks.push(await look(ports, attempt));
    const isDry = flags["dry-run"] === true;
    if (!isDry) await handToWorker(ports, attempts);

    const what = attempts.length === 1 ? "1 attempt is" : `${attempts.length} attempts are`;
    const end = isDry ? "Nothing was changed." : "The worker settles what can be settled.";
    return {
      isGood: looks.every(({ isAnswered }) => isAnswered),
      lines: [...looks.map(lineOf), `${what} in doubt. ${end}`],
      json: { attempts: looks },
    };
  },
};

const lineOf = ({ clientBusinessId, sentAt, answer }: Look) =>
  `${clientBusinessId}, sent ${sentAt.toISOString()}: ${answer}`;

async function look(ports: Studio["ports"], attempt: DoubtfulAttempt): Promise<Look> {
  const usable = await ports.connections.find(attempt.gatewayKeyId);
  if (!usable)
    return { ...attempt, isAnswered: false, answer: "its key is not among the settings" };
  try {
    const gateway = ports.gateways.open(usable.connection);
    const lookup = await gateway.findTask(attempt.clientBusinessId);
    const answer = lookup.found ? `task ${lookup.taskId}, ${lookup.state.status}` : "not found";
    return { ...attempt, isAnswered: true, answer };
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    return { ...attempt, isAnswered: false, answer: cause.message };
  }
}

/** It alone moves variants, by the same look-ups and rules as ever. */
async function handToWorker(ports: Studio["ports"], attempts: readonly DoubtfulAttempt[]) {
  await ports.database.transaction(async (tx) => {
    for (const { variantId, status } of attempts)
      await ports.queue.enqueue(tx, {
        name: status === "unknown" ? "follow" : "submit",
        id: variantId,
      });
  });
  await sweepStranded(ports);
}
