import { useLayoutEffect } from "react";
import type { Composer } from "@/components/composer/use-composer";
import { useFindings } from "@/components/composer/use-findings";
import type { Finding } from "@/components/reference-image/lint";

const isSame = (one: Finding, other: Finding | undefined) =>
  one.code === other?.code &&
  one.twin === other.twin &&
  one.size === other.size &&
  one.slots.length === other.slots.length &&
  one.slots.every((slot, index) => slot === other.slots[index]);

const areSame = (some: readonly Finding[], others: readonly Finding[]) =>
  some.length === others.length && some.every((each, index) => isSame(each, others[index]));

/** Looks at the tray and tells it what it finds. Draws nothing. */
export function Linter({ composer: { state, tray } }: { composer: Composer }) {
  const findings = useFindings(state);
  const { setFindings } = tray;
  // Before the paint: nothing is said of a picture that has gone.
  useLayoutEffect(() => setFindings((before) => (areSame(before, findings) ? before : findings)));
  return null;
}
