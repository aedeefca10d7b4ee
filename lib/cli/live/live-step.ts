import type { Studio } from "@/lib/cli/command";
import type { Check } from "@/lib/cli/doctor/check";
import type { Gateway } from "@/lib/ports/gateway";
import type { UsableKey } from "@/lib/ports/gateway-key-repository";
import type { GatewayProbe } from "@/lib/ports/gateway-probe";
import type { FactValue } from "@/lib/ports/installation-repository";

export type LiveRun = {
  studio: Studio;
  usable: UsableKey;
  gateway: Gateway;
  probe: GatewayProbe;
  /** The task of the first paid step, of this run or of an earlier one. */
  firstTask: { clientBusinessId: string; taskId: string } | null;
  /** A picture that this run has uploaded. */
  uploadUrl: string | null;
};

/** One question to the gateway that only a call can answer. */
export type LiveStep = {
  /** Its answer is kept as the fact `live.<name>`. */
  name: string;
  title: string;
  expected: string;
  isPaid?: true;
  /** Null: what it needs is missing. @throws {GatewayError} */
  run(run: LiveRun): Promise<Finding | null>;
};

export type Finding = {
  state: Check["state"];
  got: string;
  record: Record<string, FactValue>;
};

export const factName = (step: string) => `live.${step}`;
