/** Numbers of one process as another one can take them up. */
export type MetricsSnapshot = readonly object[];
export type ProcessName = "web" | "worker";

/** What is counted for whoever watches the studio. Labels are words of ours: never a secret, an address or a prompt. */
export interface StudioMetrics {
  noteSignIn(result: "done" | "wrong_credentials" | "too_many_tries"): void;
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
