import { useTranslations } from "next-intl";
import { useState } from "react";
import { isChanged, SHORTCUT_IDS } from "@/components/keyboard/bindings";
import { SheetRow } from "@/components/keyboard/sheet-row";
import { SCOPES, type Scope, type ShortcutId, shortcutOf } from "@/components/keyboard/shortcuts";
import { type ChangeKeys, useChangeKeys } from "@/components/keyboard/use-change-keys";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { SwitchRow } from "@/components/ui/switch-row";
import type { Viewer } from "@/lib/account/schema";
import { canRiskMoney } from "@/lib/generation/policy";

type SheetProps = { role: Viewer["role"]; close: () => void; onClosed: () => void };

/** Every key of the studio, and where each can be changed. */
export function Sheet({ role, close, onClosed }: SheetProps) {
  const t = useTranslations("keys");
  const keys = useChangeKeys();
  const [isChanging, setIsChanging] = useState(false);
  const mayGo = (id: ShortcutId) => id !== "goAttention" || canRiskMoney(role);
  const idsOf = (scope: Scope) =>
    SHORTCUT_IDS.filter((id) => shortcutOf(id).scopes.includes(scope) && mayGo(id));
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent
        title={t("sheet.title")}
        closeLabel={t("sheet.close")}
        onClosed={onClosed}
        onEscapeKeyDown={(event) => {
          if (!keys.asked) return;
          event.preventDefault();
          keys.cancel();
        }}
        className="w-[min(55rem,calc(100vw-2rem))]!"
      >
        <Head
          keys={keys}
          isChanging={isChanging}
          setIsChanging={(next) => {
            keys.cancel();
            setIsChanging(next);
          }}
        />
        <div className="gap-x-10 tablet:columns-2">
          {SCOPES.map((scope) => (
            <div key={scope} className="break-inside-avoid">
              <h3 id={`keys-${scope}`} className="pt-4 pb-1 font-[560] text-[12px]/[18px]">
                {t(`scopes.${scope}`)}
              </h3>
              <ul aria-labelledby={`keys-${scope}`}>
                {idsOf(scope).map((id) => (
                  <SheetRow key={id} {...{ id, keys, isChanging }} />
                ))}
              </ul>
            </div>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}

type HeadProps = {
  keys: ChangeKeys;
  isChanging: boolean;
  setIsChanging: (isChanging: boolean) => void;
};

function Head({ keys, isChanging, setIsChanging }: HeadProps) {
  const t = useTranslations("keys.sheet");
  const { keyboard, save } = keys;
  const hasChanges = SHORTCUT_IDS.some((id) => isChanged(id, keyboard));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-hair border-b pb-3">
      <div className="-ms-2 min-w-72">
        <SwitchRow
          label={t("singles")}
          hint={t("singlesHint")}
          isOn={keyboard.hasSingleKeys}
          toggle={() => save({ ...keyboard, hasSingleKeys: !keyboard.hasSingleKeys })}
        />
      </div>
      <div className="ms-auto flex items-center gap-2">
        {isChanging ? <p className="text-ink-2 text-small">{t("changeHint")}</p> : null}
        {hasChanges ? (
          <Button kind="ghost" onClick={() => save({ ...keyboard, chords: {} })}>
            {t("resetAll")}
          </Button>
        ) : null}
        <Button kind="quiet" onClick={() => setIsChanging(!isChanging)}>
          {t(isChanging ? "done" : "change")}
        </Button>
      </div>
    </div>
  );
}
