import type { Clock } from "@/lib/ports/clock";
import type { Confirmations } from "@/lib/ports/confirmations";

/** Everybody has just signed in, until a test lets that grow old. */
export function memoryConfirmations(clock: Pick<Clock, "now">) {
  let confirmedAt: Date | null | undefined;
  return {
    findAt: async () => (confirmedAt === undefined ? clock.now() : confirmedAt),
    confirm: async (_session, at) => {
      confirmedAt = at;
    },
    /** Null: there is no such session. */
    setAt(at: Date | null) {
      confirmedAt = at;
    },
  } satisfies Confirmations & { setAt(at: Date | null): void };
}
