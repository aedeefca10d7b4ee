import { type ComposerState, isSameDraft } from "@/components/composer/composer-state";
import { followNewLead } from "@/components/composer/follow-reference";

export type ComposerStore = ReturnType<typeof createComposerStore>;

/** Everything was replaced at once; `before` is what it took the place of. */
export type Replacement = { before: ComposerState };

/**
 * The composer's state outside React: uploads, pastes and the keeping of the draft read and change it at
 * any moment, not only while something is drawn.
 */
export function createComposerStore(initial: ComposerState, now: () => number = Date.now) {
  let state = initial;
  let replacement: Replacement | null = null;
  const listeners = new Set<() => void>();
  function set(change: (state: ComposerState) => ComposerState) {
    const changed = change(state);
    if (changed === state) return;
    const next = followNewLead(state, changed);
    state = isSameDraft(state, next)
      ? next
      : // A clock that was set back must not make the newer text the older one.
        { ...next, changedAt: Math.max(now(), state.changedAt + 1) };
    for (const listener of listeners) listener();
  }
  return {
    get: () => state,
    set,
    /** As `set`, for what takes the place of everything: one undo brings everything back. */
    replace(change: (state: ComposerState) => ComposerState) {
      replacement = { before: state };
      set(change);
    },
    /** The last one. */
    replacement: () => replacement,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
