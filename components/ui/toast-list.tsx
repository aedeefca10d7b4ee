import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";

const UNDO_MS = 5_000;
const READ_MS = 4_000;

export type ToastOptions = {
  /** One sentence. */
  text: string;
  /** How long it can be taken back: 5 s unless told, 10 s for the bin. */
  undo?: { label: string; run: () => void; durationMs?: number };
};
export type ToastId = number;
export type Toast = ToastOptions & { id: ToastId };
export type Toasts = { show: (toast: Toast) => void; hide: (id: ToastId) => void };

const TOASTS: Toasts = {
  show({ id, text, undo }) {
    toast(text, {
      id,
      duration: undo ? (undo.durationMs ?? UNDO_MS) : READ_MS,
      ...(undo && { action: { label: undo.label, onClick: undo.run } }),
    });
  },
  hide(id) {
    toast.dismiss(id);
  },
};

type ToastListProps = { label: string; onReady: (toasts: Toasts | null) => void };

/** Bottom left, over the edge of the rail; above the bar on phones. */
export function ToastList({ label, onReady }: ToastListProps) {
  // After the list below has begun to listen.
  useEffect(() => {
    onReady(TOASTS);
    return () => onReady(null);
  }, [onReady]);
  return (
    <Sonner
      position="bottom-left"
      // In a stack the older one would lie half under the newer one, and its button with it.
      expand
      className="font-sans!"
      containerAriaLabel={label}
      offset={{ bottom: "var(--toast-bottom, 20px)", left: 20 }}
      mobileOffset={{ bottom: "var(--toast-bottom, 96px)", left: 16, right: 16 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          // A dialog takes the pointer from everything outside it; what can be undone stays within reach.
          toast:
            "pointer-events-auto flex min-h-10 w-max max-w-[min(30rem,calc(100vw-2rem))] items-center gap-2 rounded-float bg-float py-1 pr-1.5 pl-4 text-ink text-ui shadow-float",
          content: "flex-1 py-1 pr-2.5",
          actionButton:
            "h-[30px] rounded-[5px] px-2.5 font-medium hover:bg-hover active:bg-press max-tablet:h-11",
        },
      }}
    />
  );
}
