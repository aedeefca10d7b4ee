import { useTranslations } from "next-intl";
import { NoticeSwitches } from "@/components/notice/notice-switches";
import { Popover } from "@/components/ui/popover";
import type { Anchor } from "@/components/ui/use-opener";

export function NoticePopover({ anchor, personId }: { anchor: Anchor; personId: string }) {
  const t = useTranslations("feed.notices");
  return (
    <Popover
      anchor={anchor}
      align="end"
      aria-label={t("title")}
      className="min-h-[132px] w-[min(300px,calc(100vw-16px))]"
    >
      <NoticeSwitches personId={personId} />
    </Popover>
  );
}
