declare const open: unique symbol;

/** Proof that a transaction is open. Only the adapter can look inside. */
export type Transaction = { readonly [open]: true };

export interface Database {
  /** Commits when `run` resolves, rolls back when it throws. No network call inside. */
  transaction<T>(run: (tx: Transaction) => Promise<T>): Promise<T>;
  isReachable(): Promise<boolean>;
}

/** Another row has the same unique value: the other writer won. */
export class ConflictError extends Error {
  override readonly name = "ConflictError";
}
