import "server-only";

import { createHash } from "node:crypto";
import type { Clock } from "@/lib/ports/clock";
import type {
  GatewayConnections,
  GatewayKeyRepository,
  UsableKey,
} from "@/lib/ports/gateway-key-repository";
import type { Settings } from "@/lib/server/env";

const SANDBOX_SECRET = "sk-sandbox";

/** The keys of this process's settings, each with its row. The real one comes first. */
export function createConnections(
  settings: Settings,
  keys: GatewayKeyRepository,
  clock: Clock,
): GatewayConnections {
  const configured = [
    settings.realKey && {
      source: "environment" as const,
      label: "TOAPIS_API_KEY",
      connection: settings.realKey,
      speed: 1,
      callbackUrl: settings.webhook?.callbackUrl ?? null,
    },
    settings.sandbox && {
      source: "sandbox" as const,
      label: "Sandbox",
      connection: { baseUrl: settings.sandbox.baseUrl, secret: SANDBOX_SECRET },
      speed: settings.sandbox.speed,
      // The secret is the real key's.
      callbackUrl: null,
    },
  ].filter((entry) => entry !== null);

  const ensure = async (): Promise<UsableKey[]> =>
    Promise.all(
      configured.map(async ({ source, label, ...usable }) => {
        const fingerprint = fingerprintOf(usable.connection.secret);
        const key = await keys.ensure({
          id: clock.newId(),
          source,
          label,
          fingerprint,
          account: fingerprint,
        });
        return { key, ...usable };
      }),
    );
  let usable: Promise<UsableKey[]> | undefined;
  const list = () => {
    usable ??= ensure();
    usable.catch(() => {
      usable = undefined;
    });
    return usable;
  };
  return {
    async current() {
      const [first] = await list();
      if (!first) throw new Error("No gateway: set TOAPIS_API_KEY, or MAQUETTE_SANDBOX_URL");
      return first;
    },
    find: async (gatewayKeyId) => (await list()).find(({ key }) => key.id === gatewayKeyId) ?? null,
    async findStandIn(gatewayKeyId) {
      const source = await keys.findSource(gatewayKeyId);
      return (await list()).find(({ key }) => key.source === source) ?? null;
    },
  };
}

/** Times as fast as a real gateway; limits and pauses scale with it. */
export const speedOf = ({ sandbox }: Settings) => {
  const sandboxAccount = fingerprintOf(SANDBOX_SECRET);
  return (account: string) => (account === sandboxAccount ? (sandbox?.speed ?? 1) : 1);
};

const fingerprintOf = (secret: string) =>
  createHash("sha256").update(secret).digest("hex").slice(0, 16);
