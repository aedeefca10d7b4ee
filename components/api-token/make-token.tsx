import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import type { MadeToken } from "@/components/api-token/fresh-token";
import { ScopeRows } from "@/components/api-token/scope-rows";
import { useTokenForm } from "@/components/api-token/use-token-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { DialogFoot } from "@/components/ui/dialog-foot";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import {
  type ApiScope,
  TOKEN_LABEL_LENGTH_MAX,
  TOKEN_LIFETIMES,
} from "@/lib/api-token/schema/facts";

type MakeTokenProps = {
  button: RefObject<HTMLButtonElement | null>;
  grantable: readonly ApiScope[];
  /** The last one is still to be taken. */
  isHidden: boolean;
  onMade: (made: MadeToken) => void;
};

export function MakeToken({ button, grantable, isHidden, onMade }: MakeTokenProps) {
  const t = useTranslations("api");
  const [isOpen, setIsOpen] = useState(false);
  const hasMade = useRef(false);
  return (
    <>
      {isHidden ? null : (
        <Button
          ref={button}
          kind="paper"
          icon={Plus}
          onClick={() => {
            hasMade.current = false;
            setIsOpen(true);
          }}
        >
          {t("make")}
        </Button>
      )}
      {isOpen ? (
        <MakeTokenDialog
          grantable={grantable}
          close={() => setIsOpen(false)}
          // What was made has the focus by then.
          onClosed={() => hasMade.current || button.current?.focus()}
          onMade={(made) => {
            hasMade.current = true;
            setIsOpen(false);
            onMade(made);
          }}
        />
      ) : null}
    </>
  );
}

type DialogProps = Pick<MakeTokenProps, "grantable" | "onMade"> & {
  close: () => void;
  onClosed: () => void;
};

function MakeTokenDialog({ grantable, onMade, close, onClosed }: DialogProps) {
  const t = useTranslations("api.form");
  const form = useTokenForm(onMade);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent title={t("title")} closeLabel={t("close")} onClosed={onClosed}>
        <form onSubmit={form.submit} noValidate className="flex flex-col gap-4 pt-1">
          <Field
            label={t("label")}
            hint={t("labelHint")}
            error={form.isLabelWrong ? t("labelWrong") : undefined}
            value={form.label}
            maxLength={TOKEN_LABEL_LENGTH_MAX}
            autoComplete="off"
            onChange={({ target }) => form.setLabel(target.value)}
          />
          <ScopeRows {...form} grantable={grantable} isWrong={form.areScopesWrong} />
          <div>
            <p aria-hidden="true" className="mb-1 text-ink-2 text-small">
              {t("days")}
            </p>
            <Select
              label={t("days")}
              value={form.days}
              choices={TOKEN_LIFETIMES.map((value) => ({
                value,
                text: t("dayCount", { count: Number(value) }),
              }))}
              onChange={form.setDays}
              className="h-[37px] w-40 max-tablet:w-full"
            />
          </div>
          <DialogFoot alert={form.alert} cancelLabel={t("cancel")} cancel={close}>
            <Button type="submit" kind="paper" isLoading={form.isPending}>
              {t("submit")}
            </Button>
          </DialogFoot>
        </form>
      </DialogContent>
    </Dialog>
  );
}
