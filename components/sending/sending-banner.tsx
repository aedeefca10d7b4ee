import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { onDemand } from "@/components/ui/on-demand";
import type { Viewer } from "@/lib/account/schema";
import { sendingQuery } from "@/lib/sending/queries";

const SendingLines = onDemand(
  async () => (await import("@/components/sending/sending-lines")).SendingLines,
);

/** Why new work is not sent. */
export function SendingBanner({ viewer }: { viewer: Viewer }) {
  const { data } = useQuery(sendingQuery());
  // It stays while there is nothing to say: a status that comes with its own box is not read out.
  const box = useRef<HTMLDivElement>(null);
  const isShown = data && (data.pause || data.obstacles.length > 0);
  return (
    <div
      ref={box}
      role="status"
      tabIndex={-1}
      className={
        isShown
          ? "flex min-h-9 flex-none items-center gap-2.5 bg-amber-wash px-6 py-1 outline-none max-tablet:px-4"
          : "outline-none"
      }
    >
      {isShown ? (
        <SendingLines sending={data} viewer={viewer} onResumed={() => box.current?.focus()} />
      ) : null}
    </div>
  );
}
