import { useState } from "react";
import type { AskedDecision } from "@/components/attention/decision-run";
import type { Decide } from "@/components/attention/doubt";
import { onDemand } from "@/components/ui/on-demand";
import type { GenerationView } from "@/lib/generation/schema";

const DecisionRun = onDemand(
  async () => (await import("@/components/attention/decision-run")).DecisionRun,
);

/** The three decisions about a doubtful send; `dialog` stands once on the screen. */
export function useDecisions(show?: (generation: GenerationView) => void) {
  const [asked, setAsked] = useState<AskedDecision | null>(null);
  const decide: Decide = (doubt, decision) =>
    setAsked({ doubt, decision, opener: document.activeElement });
  const dialog = asked ? (
    <DecisionRun
      key={`${asked.doubt.variantId} ${asked.decision}`}
      {...{ asked, show }}
      close={() => setAsked(null)}
    />
  ) : null;
  return { decide, dialog };
}
