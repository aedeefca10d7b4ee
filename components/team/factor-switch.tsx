import { useTranslations } from "next-intl";
import { Confirmation } from "@/components/account/confirmation";
import { useChange } from "@/components/team/use-change";
import { AlertLine } from "@/components/ui/alert-line";
import { SwitchRow } from "@/components/ui/switch-row";
import { requireFactorAction } from "@/lib/team/actions";
import type { PeopleView } from "@/lib/team/schema";

type FactorSwitchProps = Pick<PeopleView, "isFactorRequired" | "mayRequireFactor">;

/** Whether owners and admins need a second factor. An owner decides; an admin reads what was decided. */
export function FactorSwitch({ isFactorRequired, mayRequireFactor }: FactorSwitchProps) {
  const t = useTranslations("team");
  const { refusal, change, confirmation } = useChange();
  if (!mayRequireFactor) {
    return (
      <p className="border-hair border-t py-3 text-ink-2">
        {isFactorRequired ? t("factor.isRequired") : t("factor.isNotRequired")}
      </p>
    );
  }
  return (
    <div className="border-hair border-t py-1.5">
      <div className="-mx-2">
        <SwitchRow
          label={t("factor.require")}
          hint={t("factor.requireHint")}
          isOn={isFactorRequired}
          toggle={() => change(() => requireFactorAction({ isRequired: !isFactorRequired }))}
        />
      </div>
      {refusal ? <AlertLine text={t(`refused.${refusal}`)} /> : null}
      <Confirmation {...confirmation} />
    </div>
  );
}
