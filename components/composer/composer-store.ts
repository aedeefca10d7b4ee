import { type ComposerState, isSameDraft } from "@/components/composer/composer-state";

export type ComposerStore = ReturnType<typeof createComposerStore>;

/**
 * The composer's state outside React: uploads, pastes and the keeping of the draft read and change it at
 * any moment, not only while something is drawn.
 */
export function createComposerStore(initial: ComposerState, now: () => number = Date.now) {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change: (state: ComposerState) => ComposerState) {
      const next = change(state);
      if (next === state) return;
      state = isSameDraft(state, next)
        ? next
        : // A clock that was set back must not make the newer text the older one.
          { ...next, changedAt: Math.max(now(), state.changedAt + 1) };
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
