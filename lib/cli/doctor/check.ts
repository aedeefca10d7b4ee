/** One thing that was looked at. */
export type Check = {
  name: string;
  state: "ok" | "warn" | "fail";
  /** What was found, and the cure when it is not good. */
  sentence: string;
};

export const ok = (name: string, sentence: string): Check => ({ name, state: "ok", sentence });
export const warn = (name: string, sentence: string): Check => ({ name, state: "warn", sentence });
export const fail = (name: string, sentence: string): Check => ({ name, state: "fail", sentence });

/** A check that breaks has failed; the others go on. */
export async function attempt(
  name: string,
  look: () => Promise<Check | Check[]>,
): Promise<Check[]> {
  try {
    return [await look()].flat();
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause))
      .trim()
      .split("\n")
      .slice(-1);
    return [fail(name, `This could not be looked at: ${reason}`)];
  }
}
