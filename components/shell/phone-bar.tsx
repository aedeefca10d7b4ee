import { CircleUserRound, ImagePlus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Theme, Viewer } from "@/lib/account/schema";
import { AccountMenu } from "./account-menu";

const ITEM = "flex min-h-11 flex-1 flex-col items-center gap-[3px] text-[11px]/[16px]";

export function PhoneBar({ viewer, theme }: { viewer: Viewer; theme: Theme }) {
  const t = useTranslations("common");
  return (
    <nav
      aria-label={t("nav.label")}
      className="z-(--z-rail) flex border-hair border-t bg-sheet px-3 pt-2 pb-[max(8px,env(safe-area-inset-bottom))] [grid-area:bar] tablet:hidden"
    >
      <Link href="/" aria-current="page" className={`${ITEM} text-ink`}>
        <ImagePlus className="size-6" />
        {t("nav.studio")}
      </Link>
      <AccountMenu viewer={viewer} theme={theme} side="top">
        <button type="button" className={`${ITEM} text-ink-3`}>
          <CircleUserRound className="size-6" />
          {t("nav.me")}
        </button>
      </AccountMenu>
    </nav>
  );
}
