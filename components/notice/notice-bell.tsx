import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";

const NoticePopover = onDemand(
  async () => (await import("@/components/notice/notice-popover")).NoticePopover,
);

/** Where a person says how to be called back when a picture is done. Phones have no such notifications. */
export function NoticeBell({ personId }: { personId: string }) {
  const t = useTranslations("feed.notices");
  const { isOpen, anchor, triggerProps } = useOpener("dialog");
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-label={t("title")}
        className={cn(buttonClass({ kind: "control", isSquare: true }), "max-tablet:hidden")}
      >
        <Bell />
      </button>
      {isOpen ? <NoticePopover {...{ anchor, personId }} /> : null}
    </>
  );
}
