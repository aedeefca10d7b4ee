import type { CreateOutcome } from "@/lib/ports/gateway";
import type { Ports } from "@/lib/ports/ports";

/** Takes "nobody knows" for "it was refused, try again": exactly what the engine must never do. */
export const withForbiddenRepeat = (ports: Ports): Ports => ({
  ...ports,
  gateways: {
    ...ports.gateways,
    open(...connection) {
      const gateway = ports.gateways.open(...connection);
      return {
        ...gateway,
        async createTask(...call): Promise<CreateOutcome> {
          const outcome = await gateway.createTask(...call);
          if (outcome.class !== "ambiguous") return outcome;
          const refusal = { code: "invalid_request", message: outcome.reason } as const;
          return { class: "refused", ...refusal, retryable: true, retryAfterMs: null };
        },
      };
    },
  },
});
