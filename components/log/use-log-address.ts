import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { ASKED_KEYS, type LogAsked, readAsked } from "@/components/log/log-search";

const isSame = (one: LogAsked, other: LogAsked) =>
  ASKED_KEYS.every((key) => one[key] === other[key]);

function write(asked: LogAsked) {
  const url = new URL(window.location.href);
  for (const key of ASKED_KEYS) {
    if (asked[key]) url.searchParams.set(key, asked[key]);
    else url.searchParams.delete(key);
  }
  window.history.replaceState(null, "", `${url.pathname}${url.search}`);
}

/** What is looked for is in the address: it can be shared, and Back leads out of the log. */
export function useLogAddress() {
  const params = useSearchParams();
  // Ahead of the router, which follows in a transition.
  const [asked, setAsked] = useState(() => readAsked(params));
  // A link may have led to another search. The address itself is never behind what was written to it.
  useEffect(() => {
    if (params.toString() !== new URLSearchParams(window.location.search).toString()) return;
    const next = readAsked(params);
    setAsked((now) => (isSame(next, now) ? now : next));
  }, [params]);
  return {
    asked,
    ask(change: Partial<LogAsked>) {
      const next = { ...asked, ...change };
      setAsked(next);
      write(next);
    },
  };
}
