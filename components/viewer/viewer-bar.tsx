import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";

type ViewerBarProps = {
  position: string;
  close: () => void;
  /** No lineage rail stands beside it. */
  isAlone?: boolean;
  /** At its end, where there is a picture. */
  children?: ReactNode;
};

export function ViewerBar({ position, close, isAlone = false, children }: ViewerBarProps) {
  const t = useTranslations("viewer");
  return (
    <div className="flex h-12 flex-none items-center gap-2.5 pe-4 ps-2 max-tablet:h-13 laptop:ps-5">
      <IconButton
        icon={X}
        iconClassName="size-5"
        label={t("close")}
        keys="Esc"
        onClick={close}
        // At the head of the lineage rail, where there is room for one.
        className={isAlone ? undefined : "laptop:absolute laptop:top-2 laptop:left-7"}
      />
      <span className="font-mono text-ink-2 text-slug">{position}</span>
      <div className="ms-auto flex items-center gap-3 max-tablet:hidden">{children}</div>
    </div>
  );
}
