import type { LookupFunction } from "node:net";
import type { Agent, buildConnector } from "undici";
import { normaliseBaseUrl, normaliseSecret } from "@/lib/adapters/toapis/clean-text";
import { guardedConnector, type NetworkRules } from "@/lib/adapters/toapis/guarded-connector";
import { ToapisGateway } from "@/lib/adapters/toapis/toapis-gateway";
import { createAgent } from "@/lib/adapters/toapis/transport";
import type { Gateways } from "@/lib/ports/gateway";

/** Absolute limits, ms: a byte per second does not extend them. */
export type GatewayTimeouts = {
  connectMs: number;
  createMs: number;
  readMs: number;
  uploadMs: number;
};

const TIMEOUTS: GatewayTimeouts = {
  connectMs: 10_000,
  createMs: 60_000,
  readMs: 30_000,
  uploadMs: 120_000,
};

/** What the gateways of all keys share. */
export type GatewayNetwork = {
  agent: Agent;
  connect: buildConnector.connector;
  userAgent: string;
  timeouts: GatewayTimeouts;
};

export type ToapisOptions = NetworkRules & {
  userAgent: string;
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
  const network = { agent: createAgent(connect), connect, userAgent: options.userAgent, timeouts };
  return {
    open: ({ baseUrl, secret }) =>
      new ToapisGateway(network, {
        baseUrl: normaliseBaseUrl(baseUrl),
        secret: normaliseSecret(secret),
      }),
  };
}
