/**
 * Keeps secrets that have to be read again. Envelope encryption: a key of its own for each, wrapped by the
 * installation's master key.
 */
export interface Vault {
  /** `place` is where it is kept, such as `second_factor:secret:01J…`: elsewhere it does not open. */
  seal(secret: string, place: string): string;
  /** @throws {Error} when it was sealed for another place or with another master key, or was changed. */
  open(sealed: string, place: string): string;
}
