"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * The secret of the set-up link, `/set-up#TOKEN`, `/set-up#token=TOKEN` or `/set-up?token=TOKEN`. It leaves the address
 * bar, and so the history and any screenshot, as soon as it has been read. Empty when the link was not whole.
 */
export function useSetUpToken(): RefObject<string> {
  const token = useRef("");
  useEffect(() => {
    const { hash, search, pathname } = window.location;
    const found = tokenIn(hash, search);
    if (found === "") return;
    token.current = found;
    window.history.replaceState(null, "", pathname);
  }, []);
  return token;
}

function tokenIn(hash: string, search: string): string {
  const fragment = hash.slice(1);
  const named =
    new URLSearchParams(fragment).get("token") ?? new URLSearchParams(search).get("token");
  return named ?? decodeURIComponent(fragment);
}
