import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { PasswordHasher } from "@/lib/ports/secrets";

const derive = promisify(argon2);

/** KiB, passes, lanes (house figures; the floor is OWASP's 19 MiB and two passes). */
const COST = { memory: 64 * 1024, passes: 3, parallelism: 1, tagLength: 32 };
const CONCURRENT_MAX = 4;
const FORMAT = /^argon2id\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

/** Composed and decomposed spellings of a letter are the same password. */
const message = (password: string) => Buffer.from(password.normalize("NFC"));

const compute = (parameters: Omit<Argon2Parameters, "message">, password: string) =>
  derive("argon2id", { ...parameters, message: message(password) });

async function hash(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await compute({ ...COST, nonce }, password);
  const { memory, passes, parallelism } = COST;
  return `argon2id$m=${memory},t=${passes},p=${parallelism}$${nonce.toString("base64url")}$${tag.toString("base64url")}`;
}

async function matches(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, parallelism, nonce = "", tag = ""] = FORMAT.exec(stored) ?? [];
  const expected = Buffer.from(tag, "base64url");
  const actual = await compute(
    {
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: expected.length,
      nonce: Buffer.from(nonce, "base64url"),
    },
    password,
  );
  return timingSafeEqual(actual, expected);
}

export function createPasswordHasher(): PasswordHasher {
  const run = limited(CONCURRENT_MAX);
  // An unknown account costs the same time as a known one.
  const nobody = hash(randomBytes(24).toString("base64url"));
  return {
    hash: (password) => run(() => hash(password)),
    verify: (password, stored) =>
      run(async () => {
        const isRight = await matches(password, stored ?? (await nobody));
        return stored !== null && isRight;
      }),
  };
}

/** Runs at most `max` at once; the rest wait their turn. */
function limited(max: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await task();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
