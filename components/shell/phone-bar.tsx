import { CircleUserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";
import type { Theme, Viewer } from "@/lib/account/schema";
import { AccountMenu } from "./account-menu";
import { CountBadge, useSections } from "./sections";

const ITEM = "flex min-h-11 flex-1 flex-col items-center gap-[3px] text-[11px]/[16px]";

export function PhoneBar({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("common");
  return (
    <nav
      aria-label={t("nav.label")}
      className="z-(--z-rail) flex border-hair border-t bg-sheet px-3 pt-2 pb-[max(8px,env(safe-area-inset-bottom))] [grid-area:bar] tablet:hidden"
    >
      {useSections(viewer).map(({ href, icon: Icon, label, isHere, badge }) => (
        <PageLink
          key={href}
          href={href}
          aria-current={isHere ? "page" : undefined}
          className={cn(ITEM, "relative", isHere ? "text-ink" : "text-ink-3")}
        >
          <Icon className="size-6" />
          {label}
          <CountBadge badge={badge} className="start-[calc(50%+6px)] -top-1" />
        </PageLink>
      ))}
      <AccountMenu viewer={viewer} theme={theme} side="top">
        {(trigger) => (
          <button type="button" {...trigger} className={`${ITEM} text-ink-3`}>
            <CircleUserRound className="size-6" />
            {t("nav.me")}
          </button>
        )}
      </AccountMenu>
    </nav>
  );
}
