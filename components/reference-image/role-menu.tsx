import { ChevronDown, CircleDashed } from "lucide-react";
import { useTranslations } from "next-intl";
import { onDemand } from "@/components/ui/on-demand";
import { useOpener } from "@/components/ui/use-opener";
import type { ReferenceRole } from "@/lib/generation/schema/inputs";

const RoleList = onDemand(
  async () => (await import("@/components/reference-image/role-list")).RoleList,
);

type RoleMenuProps = {
  name: string;
  role: ReferenceRole | null;
  setRole: (role: ReferenceRole | null) => void;
  isDoubtful: boolean;
};

/** Under a tile; the keyboard has the same rows in the menu of the tile. */
export function RoleMenu({ name, role, setRole, isDoubtful }: RoleMenuProps) {
  const t = useTranslations("composer");
  const { isOpen, anchor, triggerProps } = useOpener("menu");
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        tabIndex={-1}
        aria-label={t("roleOf", { name, role: role ?? "none" })}
        // The chevron is the first to go: it wraps out of sight.
        className="-mb-1 flex h-6 w-[calc(100%+8px)] flex-wrap gap-x-0.5 overflow-hidden rounded-[3px] text-ink-2 text-label hover:text-ink aria-expanded:text-ink max-[480px]:h-11 [&>*]:h-6 [&>*]:max-[480px]:h-11"
      >
        {role && !isDoubtful ? null : <CircleDashed className="size-3 flex-none text-amber" />}
        <span className="max-w-full truncate leading-6 max-[480px]:leading-11">
          {t(`role.${role ?? "none"}`)}
        </span>
        <ChevronDown className="size-3 flex-none text-ink-3" />
      </button>
      {isOpen ? <RoleList {...{ anchor, role, setRole }} /> : null}
    </>
  );
}
