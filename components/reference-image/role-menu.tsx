import { ChevronDown, CircleDashed } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  Menu,
  MenuContent,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from "@/components/ui/menu";
import { REFERENCE_ROLES, type ReferenceRole } from "@/lib/generation/schema/inputs";

const NONE = "none";

type RoleProps = { role: ReferenceRole | null; setRole: (role: ReferenceRole | null) => void };

/** What a picture is for, as rows of a menu. */
export function RoleRows({ role, setRole }: RoleProps) {
  const t = useTranslations("composer");
  return (
    <MenuRadioGroup
      value={role ?? NONE}
      onValueChange={(value) => setRole(REFERENCE_ROLES.find((each) => each === value) ?? null)}
    >
      {REFERENCE_ROLES.map((each) => (
        <MenuRadioItem key={each} value={each}>
          {t(`role.${each}`)}
        </MenuRadioItem>
      ))}
      <MenuRadioItem value={NONE}>{t("role.none")}</MenuRadioItem>
    </MenuRadioGroup>
  );
}

type RoleMenuProps = RoleProps & { name: string; isDoubtful: boolean };

/** Under a tile; the keyboard has the same rows in the menu of the tile. */
export function RoleMenu({ name, role, setRole, isDoubtful }: RoleMenuProps) {
  const t = useTranslations("composer");
  return (
    <Menu>
      <MenuTrigger
        tabIndex={-1}
        aria-label={t("roleOf", { name, role: role ?? NONE })}
        className="-mb-1 flex h-6 w-full items-center gap-0.5 rounded-[3px] text-ink-2 text-label hover:text-ink aria-expanded:text-ink max-[480px]:h-11"
      >
        {role && !isDoubtful ? null : <CircleDashed className="size-3 flex-none text-amber" />}
        <span className="truncate">{t(`role.${role ?? NONE}`)}</span>
        <ChevronDown className="size-3 flex-none text-ink-3" />
      </MenuTrigger>
      <MenuContent>
        <RoleRows role={role} setRole={setRole} />
      </MenuContent>
    </Menu>
  );
}
