import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { QueueList } from "@/components/generation/queue-list";
import { Popover } from "@/components/ui/popover";
import type { Anchor } from "@/components/ui/use-opener";

type QueuePopoverProps = ComponentProps<typeof QueueList> & { anchor: Anchor };

export function QueuePopover({ anchor, ...props }: QueuePopoverProps) {
  const t = useTranslations("feed");
  return (
    <Popover
      anchor={anchor}
      align="end"
      aria-label={t("underWay.title")}
      className="min-h-24 w-[min(380px,calc(100vw-16px))]"
    >
      <QueueList {...props} />
    </Popover>
  );
}
