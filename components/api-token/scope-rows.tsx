import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { SwitchRow } from "@/components/ui/switch-row";
import type { ApiScope } from "@/lib/api-token/schema/facts";

type ScopeRowsProps = {
  /** What the person's role has to give. */
  grantable: readonly ApiScope[];
  scopes: readonly ApiScope[];
  toggle: (scope: ApiScope) => void;
  isWrong: boolean;
};

export function ScopeRows({ grantable, scopes, toggle, isWrong }: ScopeRowsProps) {
  const t = useTranslations("api");
  const errorId = useId();
  return (
    <fieldset aria-describedby={isWrong ? errorId : undefined} className="min-w-0">
      <legend className="mb-1 text-ink-2 text-small">{t("form.scopes")}</legend>
      <div className="-mx-2">
        {grantable.map((scope) => (
          <SwitchRow
            key={scope}
            label={t(`scope.${scope}`)}
            hint={t(`scopeHint.${scope}`)}
            isOn={scopes.includes(scope)}
            toggle={() => toggle(scope)}
          />
        ))}
      </div>
      {isWrong ? (
        <p id={errorId} role="alert" className="mt-1.5 flex gap-1.5 text-red text-small">
          <CircleAlert className="mt-0.5 size-3.5" />
          {t("form.scopesWrong")}
        </p>
      ) : null}
    </fieldset>
  );
}
