import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/select";
import type { Role } from "@/lib/shared/actor";

type RoleSelectProps = {
  label: string;
  role: Role;
  /** What the reader can hand out. */
  choices: readonly Role[];
  onChange: (role: Role) => void;
  className?: string;
};

export function RoleSelect({ label, role, choices, onChange, className }: RoleSelectProps) {
  const t = useTranslations("team.role");
  return (
    <Select
      label={label}
      value={role}
      choices={choices.map((value) => ({ value, text: t(value) }))}
      onChange={onChange}
      className={cn("w-40", className)}
    />
  );
}
