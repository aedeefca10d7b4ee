import { Bell } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const NoticeSwitches = dynamic(
  async () => (await import("@/components/notice/notice-switches")).NoticeSwitches,
  { ssr: false },
);

/** Where a person says how to be called back when a picture is done. Phones have no such notifications. */
export function NoticeBell({ personId }: { personId: string }) {
  const t = useTranslations("feed.notices");
  return (
    <Popover>
      <PopoverTrigger
        aria-label={t("title")}
        className={cn(buttonClass({ kind: "control", isSquare: true }), "max-tablet:hidden")}
      >
        <Bell />
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label={t("title")}
        className="min-h-[132px] w-[min(300px,calc(100vw-16px))]"
      >
        <NoticeSwitches personId={personId} />
      </PopoverContent>
    </Popover>
  );
}
