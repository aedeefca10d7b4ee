const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = BigInt(DIGITS.length);

export const TOKEN_PREFIX = "mqt_";
/** 30 digits of base 62 are 178 bits. */
const SECRET_LENGTH = 30;
const CHECK_LENGTH = 6;
const FORM = new RegExp(`^${TOKEN_PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECK_LENGTH}}$`);
/** Whatever looks like one, also cut short or inside other text. */
export const TOKEN_TRACE = /mqt_[0-9A-Za-z]{4}/;

function base62(value: bigint, length: number): string {
  let [text, rest] = ["", value];
  for (let place = 0; place < length; place++) {
    text = DIGITS.charAt(Number(rest % BASE)) + text;
    rest /= BASE;
  }
  return text;
}

/** As zip files have it, of ASCII. */
function crc32(text: string): number {
  let crc = ~0;
  for (const letter of text) {
    crc ^= letter.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const checkOf = (secret: string) => base62(BigInt(crc32(secret)), CHECK_LENGTH);

/** `random`: 32 bytes as hex digits. Of 256 random bits the last 178 are as good as any. */
export function tokenOf(random: string): string {
  const secret = base62(BigInt(`0x${random}`), SECRET_LENGTH);
  return `${TOKEN_PREFIX}${secret}${checkOf(secret)}`;
}

/** False for what was cut or mistyped: nothing has to be looked up to know that it is none. */
export function isWholeToken(text: string): boolean {
  if (!FORM.test(text)) return false;
  const secret = text.slice(TOKEN_PREFIX.length, -CHECK_LENGTH);
  return text.endsWith(checkOf(secret));
}
