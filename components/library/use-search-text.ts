import { useEffect, useEffectEvent, useState } from "react";
import type { SearchParts } from "@/components/library/suggestions";
import { endOf, joinTokens, splitTokens, tokenText, withoutEnd } from "@/lib/library/policy/tokens";

/** In the typing, ms. */
const PAUSE_MS = 180;

/** A token that is not finished says nothing yet. */
const wordsOf = (rest: string) => (endOf(rest)?.key ? withoutEnd(rest) : rest);

/** What the box says while it is typed: ahead of the search `q`, which follows in a pause. */
export function useSearchText(q: string, search: (text: string) => void) {
  const [sent, setSent] = useState(q);
  const [parts, setParts] = useState<SearchParts>(() => splitTokens(q));
  if (sent !== q) {
    // Something else than the box has changed the search, such as a facet.
    setSent(q);
    setParts(splitTokens(q));
  }
  const send = (next: SearchParts) => {
    const text = joinTokens(next.tokens, wordsOf(next.rest));
    setSent(text);
    if (text !== q) search(text);
  };
  const onPause = useEffectEvent((typed: SearchParts) => send(typed));
  useEffect(() => {
    const timer = setTimeout(() => onPause(parts), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [parts]);

  /** No token twice. */
  const withTokens = (tokens: SearchParts["tokens"], rest: string): SearchParts => {
    const known = new Set(parts.tokens.map(tokenText));
    return { tokens: [...parts.tokens, ...tokens.filter((it) => !known.has(tokenText(it)))], rest };
  };
  const become = (next: SearchParts) => {
    setParts(next);
    send(next);
  };
  return {
    parts,
    become,
    type(text: string) {
      const { tokens, rest } = splitTokens(text, true);
      setParts(withTokens(tokens, rest));
    },
    /** Nothing follows what was typed last. */
    finish() {
      const { tokens, rest } = splitTokens(parts.rest);
      become(withTokens(tokens, rest));
    },
    remove: (at: number) =>
      become({ ...parts, tokens: parts.tokens.filter((_, index) => index !== at) }),
    /** The last token becomes text again, to be changed. False when there is none. */
    takeBack() {
      const last = parts.tokens.at(-1);
      if (last)
        setParts({
          tokens: parts.tokens.slice(0, -1),
          rest: `${tokenText(last)}${parts.rest ? ` ${parts.rest}` : ""}`,
        });
      return last !== undefined;
    },
    clear: () => become({ tokens: [], rest: "" }),
  };
}
