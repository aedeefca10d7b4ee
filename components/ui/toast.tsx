"use client";

import { useSyncExternalStore } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Toast, ToastId, ToastOptions, Toasts } from "@/components/ui/toast-list";
import { useIsIdle } from "@/components/ui/use-is-idle";

const ToastList = onDemand(async () => (await import("@/components/ui/toast-list")).ToastList);

// Outside React's tree, so that whatever has something to say need not be inside a provider.
let waiting: readonly Toast[] = [];
let toasts: Toasts | null = null;
let count = 0;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function showToast(options: ToastOptions): ToastId {
  count += 1;
  const toast = { ...options, id: count };
  if (toasts) toasts.show(toast);
  else waiting = [...waiting, toast];
  for (const listener of listeners) listener();
  return toast.id;
}

/** Once it has said what it had to; null is none. */
export function hideToast(id: ToastId | null): void {
  if (id === null) return;
  waiting = waiting.filter((toast) => toast.id !== id);
  toasts?.hide(id);
}

/** Null when the list goes. What was said before it was here comes first. */
function handOver(next: Toasts | null): void {
  toasts = next;
  if (!next) return;
  for (const toast of waiting) next.show(toast);
  waiting = [];
}

/** Stands once in the root layout. The list itself comes when nothing else is to do, or with the first toast. */
export function Toaster({ label }: { label: string }) {
  const isIdle = useIsIdle();
  const isWanted = useSyncExternalStore(
    subscribe,
    () => toasts !== null || waiting.length > 0,
    () => false,
  );
  return isIdle || isWanted ? <ToastList label={label} onReady={handOver} /> : null;
}
