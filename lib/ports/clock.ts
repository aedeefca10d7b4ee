/** Time, ids and randomness come from outside, so that tests own them. */
export interface Clock {
  now(): Date;
  /** A new ULID: 26 characters, sorts by time. */
  newId(): string;
  /** 0 ≤ x < 1. */
  random(): number;
  wait(ms: number): Promise<void>;
}
