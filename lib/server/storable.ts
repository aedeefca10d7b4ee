import { isStorable } from "@/lib/generation/schema/facts";

/**
 * The keys that lead to a text that cannot be stored; null when there is none. Every input is asked after its schema has
 * had its say, so that no field of any schema can be forgotten.
 */
export function findUnstorable(value: unknown): string[] | null {
  if (typeof value === "string") return isStorable(value) ? null : [];
  if (typeof value !== "object" || value === null) return null;
  for (const [key, each] of Object.entries(value)) {
    if (!isStorable(key)) return [key];
    const found = findUnstorable(each);
    if (found) return [key, ...found];
  }
  return null;
}

/** Far deeper than anything that is kept. */
const DEPTH_MAX = 20;

/** The same with a space, or the sign for what is no letter, in the place of what cannot be stored. */
export function storable(value: unknown, depth = 0): unknown {
  // What is deeper is none of ours, and would be more than the stack holds.
  if (depth > DEPTH_MAX) return null;
  if (typeof value === "string") return value.replaceAll("\0", " ").toWellFormed();
  if (Array.isArray(value)) return value.map((each) => storable(each, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      storable(key) as string,
      storable(each, depth + 1),
    ]),
  );
}
