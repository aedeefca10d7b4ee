"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { fetchParts, onDemand } from "@/components/ui/on-demand";
import { useIsIdle } from "@/components/ui/use-is-idle";

const TooltipHost = onDemand(
  async () => (await import("@/components/ui/tooltip-host")).TooltipHost,
);

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => new QueryClient());
  const isIdle = useIsIdle();
  useEffect(() => {
    if (isIdle) void fetchParts();
  }, [isIdle]);
  return (
    <QueryClientProvider client={queryClient}>
      {children}
      {isIdle ? <TooltipHost /> : null}
    </QueryClientProvider>
  );
}
