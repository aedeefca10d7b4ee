/** So many passwords are being looked at that this one was not. */
export class HasherBusyError extends Error {
  override readonly name = "HasherBusyError";
}

export interface PasswordHasher {
  /**
   * Slow on purpose. At most four run at once, the rest wait.
   *
   * @throws {HasherBusyError} after five seconds in line.
   */
  hash(password: string): Promise<string>;
  /**
   * `stored` null costs the same time and answers false, so that an unknown account is not told apart.
   *
   * @throws {HasherBusyError} after five seconds in line.
   */
  verify(password: string, stored: string | null): Promise<boolean>;
}

export interface Tokens {
  /** 32 random bytes, base64url. */
  newToken(): string;
  /** SHA-256: tokens are random enough that slow hashing adds nothing. */
  hash(token: string): Uint8Array<ArrayBuffer>;
}
