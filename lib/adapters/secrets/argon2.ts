import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { HasherBusyError, type PasswordHasher } from "@/lib/ports/secrets";

const derive = promisify(argon2);

/** KiB, passes, lanes (house figures; the floor is OWASP's 19 MiB and two passes). */
const COST = { memory: 64 * 1024, passes: 3, parallelism: 1, tagLength: 32 };
const CONCURRENT_MAX = 4;
const PATIENCE_MS = 5_000;
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

/** Runs at most `max` at once; the rest wait their turn, and no longer than that. */
export function limited(max: number, patienceMs = PATIENCE_MS) {
  const waiting = new Set<() => void>();
  let running = 0;

  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        waiting.delete(begin);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(begin);
        reject(new HasherBusyError("Too many passwords at once"));
      }, patienceMs);
      waiting.add(begin);
    });

  return async <T>(task: () => Promise<T>): Promise<T> => {
    // Whoever leaves hands their place on, so that nobody slips in between.
    if (running < max) running += 1;
    else await turn();
    try {
      return await task();
    } finally {
      const [next] = waiting;
      if (next) next();
      else running -= 1;
    }
  };
}
