export type ThrottleRule = {
  /** Tries that may come at once after a long silence. */
  burst: number;
  /** Milliseconds after which one more is allowed. */
  intervalMs: number;
};

/** Counts tries in the database, so that neither a restart nor a second process forgets them. */
export interface Throttle {
  /**
   * Counts a try of this key. Milliseconds until the next one is allowed; 0 when this one is, and only then
   * it counts. Of tries at the same moment no more pass than one after another would.
   */
  take(key: string, rule: ThrottleRule, now: Date): Promise<number>;
  /** After a success: the key's tries, and those of others that no longer count. */
  forget(key: string, now: Date): Promise<void>;
}
