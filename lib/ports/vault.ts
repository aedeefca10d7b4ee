/**
 * Keeps secrets that have to be read again. Envelope encryption: a key of its own for each, wrapped by the
 * installation's master key.
 */
export interface Vault {
  /** `place` is where it is kept, such as `second_factor:secret:01J…`: elsewhere it does not open. */
  seal(secret: string, place: string): string;
  /** @throws {Error} when it was sealed for another place or with another master key, or was changed. */
  open(sealed: string, place: string): string;
  /** Whether it was sealed with a master key that this process has. Nothing is opened. */
  knows(sealed: string): boolean;
  /** The same secret under the newest master key; null when it is under that one already. @throws as `open` */
  rewrap(sealed: string, place: string): string | null;
}

/** The installation's master key. The one before it is kept until nothing needs it. */
export interface MasterKeys {
  /** Puts a new one in its place, unless a change before this one has not come to its end. @throws when it cannot be written */
  renew(): void;
  /** What was sealed with this prefix needs the one before; null when there is none. */
  previousPrefix(): string | null;
  forgetPrevious(): void;
}

/** A secret in a row, and where it is. */
export type SealedSecret = { id: string; place: string; sealed: string };

/** All secrets that the installation keeps. */
export interface SealedSecrets {
  list(): Promise<SealedSecret[]>;
  /** False when it was changed or removed meanwhile. */
  replace(secret: SealedSecret, sealed: string): Promise<boolean>;
  /** Values anywhere in the database that begin so. */
  countWithPrefix(prefix: string): Promise<number>;
}
