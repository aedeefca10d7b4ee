/** A picture of squares that a phone's camera reads. */
export type CodePicture = {
  /** Squares a side, the quiet zone included. */
  size: number;
  /** Of an SVG path in a view box of that size. */
  path: string;
};

/** What an authenticator app and the studio both know how to count: TOTP, RFC 6238, six digits, SHA-1, 30 s. */
export interface FactorCodes {
  /** 20 random bytes in base32, as apps take it. */
  newSecret(): string;
  /** 80 random bits in four groups of four letters and figures. */
  newRecoveryCode(): string;
  /** The half minute since 1970, this one or a neighbour, whose code this is. Null when there is none. */
  stepOf(secret: string, code: string, now: Date): number | null;
  /** The address that an app opens, drawn for its camera. */
  draw(secret: string, person: string): CodePicture;
}
