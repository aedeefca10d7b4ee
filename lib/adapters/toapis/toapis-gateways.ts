import type { LookupFunction } from "node:net";
import { normaliseBaseUrl, normaliseSecret } from "@/lib/adapters/toapis/clean-text";
import { guardedConnector, type NetworkRules } from "@/lib/adapters/toapis/guarded-connector";
import { describeTask } from "@/lib/adapters/toapis/task-body";
import { openGateway } from "@/lib/adapters/toapis/toapis-gateway";
import { createAgent, type GatewayTimeouts } from "@/lib/adapters/toapis/transport";
import type { Gateways } from "@/lib/ports/gateway";

const TIMEOUTS: GatewayTimeouts = {
  connectMs: 10_000,
  createMs: 60_000,
  readMs: 30_000,
  uploadMs: 120_000,
};

const CONNECTIONS_MAX = 8;

export type ToapisOptions = NetworkRules & {
  userAgent: string;
  /** Kept and used again for free calls. Each create call opens one of its own. */
  connectionsMax?: number;
  timeouts?: Partial<GatewayTimeouts>;
  lookup?: LookupFunction;
};

/** ToAPIs, or the sandbox when its origin is among `privateOrigins`. */
export function createToapisGateways(options: ToapisOptions): Gateways {
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const connect = guardedConnector({
    rules: options,
    connectMs: timeouts.connectMs,
    ...(options.lookup && { lookup: options.lookup }),
  });
  const agent = createAgent(connect, options.connectionsMax ?? CONNECTIONS_MAX);
  const network = { agent, connect, userAgent: options.userAgent, timeouts };
  return {
    describeTask,
    open: ({ baseUrl, secret }, { onLimits } = {}) =>
      openGateway(
        network,
        { baseUrl: normaliseBaseUrl(baseUrl), secret: normaliseSecret(secret) },
        onLimits,
      ),
  };
}
