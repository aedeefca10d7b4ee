import { useTranslations } from "next-intl";
import type { FeedVerbs } from "@/components/generation/verbs";
import { buttonClass } from "@/components/ui/button-class";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";
import type { Status } from "@/lib/generation/schema";

const QueuePopover = onDemand(
  async () => (await import("@/components/generation/queue-popover")).QueuePopover,
);

type QueueIndicatorProps = {
  active: Status["active"];
  personId: string;
  cancel: FeedVerbs["cancel"];
};

/** What is being made: mine, of the whole team's. Opens the list of it. */
export function QueueIndicator({ active, personId, cancel }: QueueIndicatorProps) {
  const t = useTranslations("feed");
  const { isOpen, anchor, triggerProps } = useOpener("dialog");
  return (
    <>
      <button type="button" {...triggerProps} className={buttonClass({ kind: "control" })}>
        <span aria-hidden="true" className="size-1.5 flex-none rounded-full bg-blue" />
        <span>
          {t.rich("queue", {
            ...active,
            strong: (chunks) => <span className="font-medium">{chunks}</span>,
            rest: (chunks) => <span className="text-ink-3 max-tablet:hidden">{chunks}</span>,
          })}
        </span>
      </button>
      {isOpen ? <QueuePopover {...{ anchor, personId, cancel }} /> : null}
    </>
  );
}
