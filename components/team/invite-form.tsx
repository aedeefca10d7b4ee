import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Confirmation } from "@/components/account/confirmation";
import { LinkBox, type MadeLink, openLink } from "@/components/team/link-box";
import { RoleSelect } from "@/components/team/role-select";
import { useChange } from "@/components/team/use-change";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { Role } from "@/lib/shared/actor";
import { inviteAction } from "@/lib/team/actions";
import { inviteSchema, type PeopleView } from "@/lib/team/schema";

/** There is no mail: whoever invites hands the link on themselves. */
export function InviteForm({ view: { grantable, invitations } }: { view: PeopleView }) {
  const t = useTranslations("team");
  const { refusal, isPending, change, confirmation } = useChange();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("designer");
  const [isWrong, setIsWrong] = useState(false);
  const [made, setMade] = useState<MadeLink | null>(null);
  const open = openLink(made, invitations);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const parsed = inviteSchema.safeParse({ email, role });
    setIsWrong(!parsed.success);
    if (!parsed.success) {
      event.currentTarget.querySelector("input")?.focus();
      return;
    }
    setMade(null);
    change(
      () => inviteAction(parsed.data),
      (link) => {
        setMade(link);
        setEmail("");
      },
    );
  }

  return (
    <>
      <form onSubmit={submit} noValidate>
        <div className="flex flex-wrap items-start gap-3">
          <Field
            label={t("invite.email")}
            type="email"
            autoComplete="off"
            value={email}
            onChange={({ target }) => {
              setEmail(target.value);
              setIsWrong(false);
            }}
            error={isWrong ? t("invite.emailWrong") : undefined}
            className="min-w-60 flex-1"
          />
          <div className="max-tablet:flex-1">
            <p aria-hidden="true" className="mb-1 text-ink-2 text-small">
              {t("invite.role")}
            </p>
            <RoleSelect
              label={t("invite.role")}
              role={role}
              choices={grantable}
              onChange={setRole}
              className="h-[37px] max-tablet:h-[49px] max-tablet:w-full"
            />
          </div>
          <Button
            type="submit"
            kind="paper"
            size={36}
            isLoading={isPending}
            className="mt-[22px] max-tablet:mt-0 max-tablet:w-full"
          >
            {t("invite.submit")}
          </Button>
        </div>
        <p className="mt-2 text-ink-2 text-small">{t(`roleHint.${role}`)}</p>
        {refusal ? <AlertLine text={t(`refused.${refusal}`)} /> : null}
        {open ? <LinkBox made={open} /> : null}
      </form>
      <Confirmation {...confirmation} />
    </>
  );
}
