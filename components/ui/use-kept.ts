import { useEffect, useState } from "react";

/**
 * State that outlives what shows it: shown again under the same key it goes on where it was left, as long as
 * the page is open. `kept` stands outside of React.
 */
export function useKept<T>(kept: Map<string, T>, key: string, initial: () => T) {
  const [state, setState] = useState(() => kept.get(key) ?? initial());
  useEffect(() => {
    kept.set(key, state);
  }, [kept, key, state]);
  return [state, setState] as const;
}
