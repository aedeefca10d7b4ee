import { type ComponentType, Suspense, use, useEffect, useState } from "react";

const fetches: (() => Promise<unknown>)[] = [];

/**
 * A component whose code comes when it is first shown, or before with `fetchParts`: then it is there at
 * once, without a frame of nothing. For what nobody sees before they ask for it.
 */
export function onDemand<P extends object>(load: () => Promise<ComponentType<P>>) {
  const code = codeOf(load);
  return function OnDemand(props: P) {
    const [Part, setPart] = useState(() => code.loaded());
    useEffect(() => {
      if (Part) return;
      code.fetch().then(
        (part) => setPart(() => part),
        (error: unknown) =>
          // Thrown while rendering, so that the page's own error screen has it.
          setPart(() => {
            throw error;
          }),
      );
    }, [Part]);
    return Part && <Part {...props} />;
  };
}

/**
 * As `onDemand`, for what may be part of the first paint: the server draws it, and its code comes only to the
 * pages that show it.
 */
export function inFirstPaint<P extends object>(load: () => Promise<ComponentType<P>>) {
  const code = codeOf(load);
  function Part(props: P) {
    const Loaded = code.loaded() ?? use(code.fetch());
    return <Loaded {...props} />;
  }
  return function InFirstPaint(props: P) {
    return (
      <Suspense>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** As `onDemand`, for code that is called instead of shown: fetched at its first use. */
export const later = <T,>(load: () => Promise<T>): (() => Promise<T>) => codeOf(load).fetch;

/** Fetched once; again when that has failed. */
function codeOf<T>(load: () => Promise<T>) {
  let loaded: T | null = null;
  let loading: Promise<T> | null = null;
  const fetch = () => {
    loading ??= load().then(
      (code) => {
        loaded = code;
        return code;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  fetches.push(fetch);
  return { loaded: () => loaded, fetch };
}

/** One after the other; what fails is tried again when it is wanted. */
export async function fetchParts(): Promise<void> {
  for (const fetchPart of fetches) await fetchPart().catch(() => undefined);
}
