import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { ProjectList } from "@/components/project/project-list";
import { Popover } from "@/components/ui/popover";
import type { Anchor } from "@/components/ui/use-opener";

type ProjectPopoverProps = ComponentProps<typeof ProjectList> & { anchor: Anchor };

export function ProjectPopover({ anchor, ...props }: ProjectPopoverProps) {
  const t = useTranslations("project");
  return (
    <Popover anchor={anchor} aria-label={t("projects")} className="w-[min(300px,calc(100vw-16px))]">
      <ProjectList {...props} />
    </Popover>
  );
}
