import { CircleQuestionMark } from "lucide-react";
import { useTranslations } from "next-intl";
import type { OpenLayer } from "@/components/keyboard/layer";
import { useKeys, useShortcut } from "@/components/keyboard/use-shortcut";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Mark } from "@/components/ui/mark";
import { PageLink } from "@/components/ui/page-link";
import type { Theme, Viewer } from "@/lib/account/schema";
import { AccountMenu } from "./account-menu";
import { toggleRail } from "./rail-look";
import { CountBadge, useSections } from "./sections";

type RailProps = { viewer: Viewer; theme: Theme; open: OpenLayer };

export function Rail({ viewer, theme, open }: RailProps) {
  const t = useTranslations("common");
  const keys = useTranslations("keys.names");
  useShortcut("rail", toggleRail);
  return (
    <nav
      aria-label={t("nav.label")}
      className="z-(--z-rail) flex w-14 flex-col items-center gap-0.5 border-hair border-e bg-sheet py-3 [grid-area:rail] in-data-[rail=hidden]:hidden max-tablet:hidden"
    >
      <Mark className="mb-3.5" />
      {useSections(viewer).map(({ href, icon: Icon, label, isHere, badge }) => (
        <PageLink
          key={href}
          href={href}
          aria-current={isHere ? "page" : undefined}
          className={cn(
            "relative flex h-[46px] w-12 flex-col items-center justify-center gap-[3px] rounded-control text-[10px]/[12px] tracking-[.01em] hover:bg-hover",
            isHere
              ? "text-ink before:absolute before:inset-y-2.5 before:-start-1 before:w-0.5 before:rounded-[1px] before:bg-ink"
              : "text-ink-2",
          )}
        >
          <Icon className="size-5" />
          {label}
          <CountBadge badge={badge} className="end-0.5 top-0" />
        </PageLink>
      ))}
      <IconButton
        icon={CircleQuestionMark}
        iconClassName="size-5"
        size={36}
        label={keys("sheet")}
        keys={useKeys("sheet")}
        onClick={({ currentTarget }) => open("sheet", currentTarget)}
        className="mt-auto mb-1.5"
      />
      <AccountMenu viewer={viewer} theme={theme} side="right" open={open}>
        {(trigger) => (
          <button
            type="button"
            {...trigger}
            aria-label={t("me.open", { name: viewer.user.name })}
            className="rounded-full p-1 hover:bg-hover data-[state=open]:bg-press"
          >
            <Avatar name={viewer.user.name} size={28} />
          </button>
        )}
      </AccountMenu>
    </nav>
  );
}
