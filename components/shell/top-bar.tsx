import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Viewer } from "@/lib/account/schema";
import { SandboxBadge } from "./sandbox-badge";

type TopBarProps = {
  viewer: Viewer;
  /** Lies at the right end, such as what is running. */
  children?: ReactNode;
};

export function TopBar({ viewer, children }: TopBarProps) {
  const t = useTranslations("common.sandbox");
  return (
    <header className="flex h-12 items-center gap-3 border-hair border-b bg-sheet px-5 [grid-area:top] max-tablet:h-13 max-tablet:border-b-0 max-tablet:bg-bench max-tablet:px-4">
      <p className="flex min-w-0 items-baseline gap-2">
        <span className="truncate text-ink-3 max-tablet:hidden">{viewer.team.name}</span>
        <span aria-hidden="true" className="text-ink-3 max-tablet:hidden">
          /
        </span>
        <span className="truncate font-strong text-[14px] tracking-[-.01em] max-tablet:text-[20px] max-tablet:tracking-[-.02em]">
          {viewer.project.name}
        </span>
      </p>
      {viewer.gateway.isSandbox ? <SandboxBadge label={t("label")} hint={t("hint")} /> : null}
      <div className="ms-auto flex items-center gap-2">{children}</div>
    </header>
  );
}
