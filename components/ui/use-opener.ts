import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";

/** What a `Menu` or a `Popover` hangs from, and what closes it. */
export type Anchor = {
  /** Stands there from the beginning, whether or not the code of what it opens has come. */
  trigger: RefObject<HTMLElement | null>;
  /** Of the trigger where it names what it opens. */
  triggerId?: string;
  close: () => void;
};

/** A button that opens something. What it opens is rendered only while it is open, and fetched on demand. */
export function useOpener(kind: "menu" | "dialog") {
  const [isOpen, setIsOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const triggerId = useId();
  const toggle = () => setIsOpen(!isOpen);
  return {
    isOpen,
    open: () => setIsOpen(true),
    toggle,
    anchor: { trigger, triggerId, close: () => setIsOpen(false) } satisfies Anchor,
    triggerProps: {
      ref: trigger,
      id: triggerId,
      "aria-haspopup": kind,
      "aria-expanded": isOpen,
      "data-state": isOpen ? "open" : "closed",
      onClick: toggle,
      onKeyDown(event: KeyboardEvent) {
        if (kind !== "menu" || event.key !== "ArrowDown") return;
        event.preventDefault();
        setIsOpen(true);
      },
    } as const,
  };
}

export type TriggerProps = ReturnType<typeof useOpener>["triggerProps"];
