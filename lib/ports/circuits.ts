export type CircuitGroup = "submit" | "upload" | "query";

/** Why a group of endpoints is not used for a while. */
export type CircuitCode = "bad_key" | "no_balance" | "unreachable" | "unknowns";

export type OpenCircuit = {
  gatewayKeyId: string;
  group: CircuitGroup;
  code: CircuitCode;
  keyLabel: string;
  /** Whose key it is; null for those of the installation's settings. */
  teamId: string | null;
  openedAt: Date;
  nextProbeAt: Date;
  /** Probes that found no cure yet. */
  probeCount: number;
};

/** One breaker per key and group of endpoints. A probe is never a paid call. */
export interface Circuits {
  /** Null when it is closed. */
  find(gatewayKeyId: string, group: CircuitGroup): Promise<OpenCircuit | null>;
  listOpen(): Promise<OpenCircuit[]>;
  /** Failures in a row, with this one. */
  countFailure(gatewayKeyId: string, group: CircuitGroup): Promise<number>;
  /** A call of this group got through. What is open stays so: that is for a probe to say. */
  forgetFailures(gatewayKeyId: string, group: CircuitGroup): Promise<void>;
  /** Opens it, or puts its next probe off. */
  open(
    circuit: Omit<OpenCircuit, "openedAt" | "keyLabel" | "teamId"> & { at: Date },
  ): Promise<void>;
  /** Closes it and forgets its failures. True when it was open. */
  close(gatewayKeyId: string, group: CircuitGroup): Promise<boolean>;
}
