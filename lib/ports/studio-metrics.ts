/** Numbers of one process as another one can take them up. */
export type MetricsSnapshot = readonly object[];
export type ProcessName = "web" | "worker";

/** Of one step at the door. `second_factor_required`: the password was right, and a code is asked for. */
export type SignInResult =
  | "done"
  | "wrong_credentials"
  | "too_many_tries"
  | "second_factor_required"
  | "wrong_code"
  | "step_expired"
  | "passkey_unknown"
  | "passkey_expired"
  | "passkey_refused"
  | "mail_not_verified"
  | "connect_first"
  | "not_invited";

/** What is counted for whoever watches the studio. Labels are words of ours: never a secret, an address or a prompt. */
export interface StudioMetrics {
  noteSignIn(result: SignInResult): void;
  /** Numbers of this process alone. */
  snapshot(): Promise<MetricsSnapshot>;
  /** Takes up what the worker of this machine has counted; it is shown for half a minute. */
  hear(snapshot: MetricsSnapshot): void;
  /**
   * As Prometheus reads it. The web process also tells what the database knows; were every process to tell it, sums
   * would count it twice.
   */
  render(process: ProcessName): Promise<string>;
}
