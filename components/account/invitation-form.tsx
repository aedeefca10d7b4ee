import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordField } from "@/components/ui/password-field";
import { PASSWORD_LENGTH_MIN } from "@/lib/account/schema";
import { acceptInvitationAction } from "@/lib/team/actions";
import { acceptInvitationSchema, type InvitationView } from "@/lib/team/schema";
import { DoorHead } from "./door-head";
import { FormAlert } from "./form-alert";
import { useDoorForm } from "./use-door-form";

type InvitationFormProps = { token: string; invitation: InvitationView };

export function InvitationForm({ token, invitation }: InvitationFormProps) {
  const t = useTranslations("account");
  const { teamName: team, email, role } = invitation;
  const { fields, refusal, isBusy, onSubmit, onInput } = useDoorForm({
    schema: acceptInvitationSchema,
    read: (form) => ({ token, name: form.get("name"), password: form.get("password") }),
    send: acceptInvitationAction,
  });
  return (
    <>
      <DoorHead title={t("invitation.title", { team })} lead={t("invitation.lead", { role })} />
      {/* POST, so that a press before the script has loaded cannot put a password in the address. */}
      <form method="post" noValidate onSubmit={onSubmit} onInput={onInput} className="grid gap-5">
        {/* Bound to the invitation; here for whoever keeps the password. */}
        <Field
          label={t("field.email")}
          type="email"
          autoComplete="username"
          value={email}
          readOnly
          size={42}
          className="[&_input]:text-ink-2"
        />
        <Field
          label={t("field.name")}
          name="name"
          autoComplete="name"
          size={42}
          error={fields.name}
        />
        <PasswordField
          label={t("field.password")}
          name="password"
          autoComplete="new-password"
          size={42}
          hint={t("field.passwordHint", { count: PASSWORD_LENGTH_MIN })}
          error={fields.password}
          showLabel={t("field.showPassword")}
          hideLabel={t("field.hidePassword")}
        />
        <FormAlert text={refusal} />
        <Button type="submit" kind="paper" size={44} isLoading={isBusy}>
          {t("invitation.submit")}
        </Button>
      </form>
    </>
  );
}
