import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { readAsked, type UsageAsked } from "@/components/usage/usage-address";

function write(asked: UsageAsked) {
  const url = new URL(window.location.href);
  for (const [key, value] of Object.entries(asked)) url.searchParams.set(key, value);
  window.history.replaceState(null, "", `${url.pathname}${url.search}${url.hash}`);
}

/** What is looked at is in the address: it can be shared, and Back leads out of the page. */
export function useUsageAddress(instead: Parameters<typeof readAsked>[1]) {
  const params = useSearchParams();
  const [asked, setAsked] = useState(() => readAsked(params, instead));
  return {
    asked,
    ask(change: Partial<UsageAsked>) {
      const next = { ...asked, ...change };
      setAsked(next);
      write(next);
    },
  };
}
