import { useTranslations } from "next-intl";
import type { Status } from "@/lib/generation/schema";

/** What is being made: mine, of the whole team's. */
export function QueueIndicator({ active }: { active: Status["active"] | null }) {
  const t = useTranslations("feed");
  if (!active || active.team === 0) return null;
  return (
    <p className="flex items-center gap-[7px] whitespace-nowrap px-2.5">
      <span aria-hidden="true" className="size-1.5 flex-none rounded-full bg-blue" />
      <span>
        {t.rich("queue", {
          ...active,
          strong: (chunks) => <span className="font-medium">{chunks}</span>,
          rest: (chunks) => <span className="text-ink-3 max-tablet:hidden">{chunks}</span>,
        })}
      </span>
    </p>
  );
}
