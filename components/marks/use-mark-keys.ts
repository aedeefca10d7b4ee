import { isInField } from "@/components/keyboard/place";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import type { Mark } from "@/lib/library/schema";

export type MarkVerbs = {
  /** Each answers false when no picture is meant. */
  mark: (change: Partial<Mark>) => unknown;
  rejectOthers: () => unknown;
  undo: () => unknown;
};

/** P, X, U and the digits. Null while there is no picture. */
export function useMarkKeys(verbs: MarkVerbs | null): void {
  const marks = (change: Partial<Mark>) => verbs && (() => verbs.mark(change));
  useShortcut("markPick", marks({ verdict: "pick" }));
  useShortcut("markReject", marks({ verdict: "reject" }));
  useShortcut("unmark", marks({ verdict: null }));
  useShortcut("rate", verbs && (({ code }) => verbs.mark({ stars: Number(code.at(-1)) })));
  useShortcut("unrate", marks({ stars: 0 }));
  useShortcut("rejectOthers", verbs?.rejectOthers ?? null);
  // In a field the key takes back what was typed.
  useShortcut("undoMark", verbs && (({ target }) => !isInField(target) && verbs.undo()));
}
