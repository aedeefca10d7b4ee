import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { FeedVerbs } from "@/components/generation/verbs";
import { buttonClass } from "@/components/ui/button-class";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Status } from "@/lib/generation/schema";

const QueueList = dynamic(
  async () => (await import("@/components/generation/queue-list")).QueueList,
  { ssr: false },
);

type QueueIndicatorProps = {
  active: Status["active"] | null;
  personId: string;
  cancel: FeedVerbs["cancel"];
};

/** What is being made: mine, of the whole team's. Opens the list of it. */
export function QueueIndicator({ active, personId, cancel }: QueueIndicatorProps) {
  const t = useTranslations("feed");
  if (!active || active.team === 0) return null;
  return (
    <Popover>
      <PopoverTrigger className={buttonClass({ kind: "control" })}>
        <span aria-hidden="true" className="size-1.5 flex-none rounded-full bg-blue" />
        <span>
          {t.rich("queue", {
            ...active,
            strong: (chunks) => <span className="font-medium">{chunks}</span>,
            rest: (chunks) => <span className="text-ink-3 max-tablet:hidden">{chunks}</span>,
          })}
        </span>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label={t("underWay.title")}
        className="min-h-24 w-[min(380px,calc(100vw-16px))]"
      >
        <QueueList personId={personId} cancel={cancel} />
      </PopoverContent>
    </Popover>
  );
}
