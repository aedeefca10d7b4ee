import { PROMPT_LENGTH_MAX } from "@/lib/generation/schema/facts";

/** No model takes a longer text, so no more of it is made. UTF-16 units. */
const TEXT_LENGTH_MAX = 4 * PROMPT_LENGTH_MAX;

/** Puts in the place of each mark what `find` has for it. */
export function fill(
  text: string,
  mark: RegExp,
  find: (name: string) => string | undefined,
): string {
  let room = TEXT_LENGTH_MAX;
  return text.replace(mark, (whole, name: string) => {
    const value = room > 0 ? find(name) : undefined;
    room -= value?.length ?? 0;
    return value ?? whole;
  });
}
