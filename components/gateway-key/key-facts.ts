import { useState } from "react";
import type { AccountGroup, KeyView } from "@/lib/gateway-key/schema";
import { KNOWN_ADDRESSES } from "@/lib/gateway-key/schema/facts";

export const OTHER = "other";
export type AddressChoice = (typeof KNOWN_ADDRESSES)[number] | typeof OTHER;

/** What is typed about a key beside its secret. */
export type KeyFacts = {
  label: string;
  choice: AddressChoice;
  custom: string;
  group: AccountGroup;
};

export const addressOf = ({ choice, custom }: KeyFacts) => (choice === OTHER ? custom : choice);

const EMPTY: KeyFacts = { label: "", choice: KNOWN_ADDRESSES[0], custom: "", group: "default" };

function factsOf({ label, baseUrl, group }: KeyView): KeyFacts {
  const known = KNOWN_ADDRESSES.find((address) => address === baseUrl);
  return { label, group, choice: known ?? OTHER, custom: known ? "" : baseUrl };
}

export function useKeyFacts(shown: KeyView | null) {
  const [facts, setFacts] = useState<KeyFacts>(shown ? factsOf(shown) : EMPTY);
  const [isLabelWrong, setIsLabelWrong] = useState(false);
  function change(next: Partial<KeyFacts>) {
    setFacts((now) => ({ ...now, ...next }));
    if (next.label !== undefined) setIsLabelWrong(false);
  }
  return { facts, change, isLabelWrong, setIsLabelWrong };
}

export const inputOf = (facts: KeyFacts) => ({
  label: facts.label,
  baseUrl: addressOf(facts),
  group: facts.group,
});
