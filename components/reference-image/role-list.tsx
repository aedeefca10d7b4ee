import { useTranslations } from "next-intl";
import { Menu, MenuRadioGroup, MenuRadioItem } from "@/components/ui/menu";
import type { Anchor } from "@/components/ui/use-opener";
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

export function RoleList({ anchor, ...props }: RoleProps & { anchor: Anchor }) {
  return (
    <Menu anchor={anchor}>
      <RoleRows {...props} />
    </Menu>
  );
}
