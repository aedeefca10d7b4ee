import { useQuery } from "@tanstack/react-query";
import { CircleAlert, ImagePlus, Library, type LucideIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { Viewer } from "@/lib/account/schema";
import { COLLECTIONS_PATH } from "@/lib/collection/schema/facts";
import { canRiskMoney } from "@/lib/generation/policy";
import { attentionQuery } from "@/lib/generation/queries";
import { LIBRARY_PATH } from "@/lib/library/schema/paths";
import { projectPath } from "@/lib/project/schema/facts";

type Badge = { count: number; label: string };

export type Section = {
  href: string;
  icon: LucideIcon;
  label: string;
  isHere: boolean;
  badge: Badge | null;
};

/** Where a person of this role can go. */
export function useSections({ role, project }: Viewer): Section[] {
  const t = useTranslations("common.nav");
  const path = usePathname();
  const isAdmin = canRiskMoney(role);
  const { data } = useQuery({ ...attentionQuery(), enabled: isAdmin });
  const count = data?.entries.length ?? 0;
  const section = (href: string, icon: LucideIcon, label: string): Section => ({
    href,
    icon,
    label,
    isHere: path === href.split("?")[0],
    badge: null,
  });
  const studio = section(projectPath(project.code), ImagePlus, t("studio"));
  const library = section(LIBRARY_PATH, Library, t("library"));
  // What is put together of its pictures belongs to it.
  library.isHere ||= path.startsWith(COLLECTIONS_PATH);
  const attention = section("/attention", CircleAlert, t("attention"));
  const badge = count > 0 ? { count, label: t("attentionCount", { count }) } : null;
  return isAdmin ? [studio, library, { ...attention, badge }] : [studio, library];
}

/** How many wait there. */
export function CountBadge({ badge, className }: { badge: Badge | null; className: string }) {
  if (!badge) return null;
  return (
    <span
      className={cn(
        "absolute min-w-4 rounded-full bg-blue px-1 text-center font-medium font-mono text-[10px]/[16px] text-on-blue",
        className,
      )}
    >
      <span aria-hidden="true">{badge.count}</span>
      <span className="sr-only">{badge.label}</span>
    </span>
  );
}
