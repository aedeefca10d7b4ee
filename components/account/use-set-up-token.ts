"use client";

import { type RefObject, useEffect, useRef } from "react";
import { takeToken } from "./take-token";

/** Empty when the set-up link was not whole. */
export function useSetUpToken(): RefObject<string> {
  const token = useRef("");
  useEffect(() => {
    token.current = takeToken() || token.current;
  }, []);
  return token;
}
