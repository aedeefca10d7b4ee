import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Mark } from "@/components/ui/mark";
import type { Theme, Viewer } from "@/lib/account/schema";
import { AccountMenu } from "./account-menu";
import { CountBadge, useSections } from "./sections";

export function Rail({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("common");
  return (
    <nav
      aria-label={t("nav.label")}
      className="z-(--z-rail) flex flex-col items-center gap-0.5 border-hair border-e bg-sheet py-3 [grid-area:rail] max-tablet:hidden"
    >
      <Mark className="mb-3.5" />
      {useSections(viewer).map(({ href, icon: Icon, label, isHere, badge }) => (
        <Link
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
        </Link>
      ))}
      <AccountMenu viewer={viewer} theme={theme} side="right">
        <button
          type="button"
          aria-label={t("me.open", { name: viewer.user.name })}
          className="mt-auto rounded-full p-1 hover:bg-hover data-[state=open]:bg-press"
        >
          <Avatar name={viewer.user.name} size={28} />
        </button>
      </AccountMenu>
    </nav>
  );
}
