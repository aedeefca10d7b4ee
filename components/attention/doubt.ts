/** What a person can say of a send that nobody knows about. The words: messages, `attention.decision`. */
export const DECISIONS = ["claim", "not_charged", "send_again"] as const;
export type Decision = (typeof DECISIONS)[number];

/** A variant of which nobody knows whether the gateway accepted it. */
export type Doubt = {
  variantId: string;
  /** As people say it, such as `AK-1122-08/2`. */
  code: string;
  priceMicroUsd: number;
  /** An id that half an answer named: likely, not proven. */
  taskIdHint?: string | null;
};

export type Decide = (doubt: Doubt, decision: Decision) => void;
