import { useRef, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";

const ConfirmSelf = onDemand(async () => (await import("./confirm-self")).ConfirmSelf);

/** What the studio refuses while somebody's sign-in is old. */
export const needsConfirmation = (error: { code: string } | undefined) =>
  error?.code === "confirm_first";

/**
 * For what asks who did it to show that it is them: `ask` with what is to be done again then. `Confirmation` is drawn
 * beside the form that asks, never inside it.
 */
export function useConfirmation() {
  const [again, setAgain] = useState<{ run: () => void } | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  return {
    ask(run: () => void) {
      const { activeElement } = document;
      opener.current = activeElement instanceof HTMLElement ? activeElement : null;
      setAgain({ run });
    },
    shown: {
      isAsked: again !== null,
      close: () => setAgain(null),
      onConfirmed() {
        setAgain(null);
        again?.run();
      },
      onClosed: () => opener.current?.focus(),
    },
  };
}

type ConfirmationProps = ReturnType<typeof useConfirmation>["shown"];

export function Confirmation({ isAsked, ...dialog }: ConfirmationProps) {
  return isAsked ? <ConfirmSelf {...dialog} /> : null;
}
