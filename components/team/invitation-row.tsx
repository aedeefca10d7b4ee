import { useTranslations } from "next-intl";
import { useState } from "react";
import { Confirmation } from "@/components/account/confirmation";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { LinkBox, type MadeLink, openLink } from "@/components/team/link-box";
import { useChange } from "@/components/team/use-change";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { renewInvitationAction, revokeInvitationAction } from "@/lib/team/actions";
import type { OpenInvitationView } from "@/lib/team/schema";

/** Of its link only a hash is kept: it cannot be shown again, but there can be another. */
export function InvitationRow({ invitation }: { invitation: OpenInvitationView }) {
  const t = useTranslations("team");
  const { id: invitationId, email, role, mayChange } = invitation;
  const { refusal, isPending, change, confirmation } = useChange();
  const [made, setMade] = useState<MadeLink | null>(null);
  const open = openLink(made, [invitation]);
  const renew = () => change(() => renewInvitationAction({ invitationId }), setMade);
  const takeBack = () => change(() => revokeInvitationAction({ invitationId }));
  return (
    <li aria-busy={isPending} className="border-hair border-t py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-60 flex-1">
          <p className="break-all">
            <span className="font-medium">{email}</span>
            <span className="ms-2 text-ink-2">{t(`role.${role}`)}</span>
          </p>
          <Until invitation={invitation} />
        </div>
        {mayChange ? (
          <div className="flex gap-1.5">
            <Button aria-label={t("newLinkFor", { email })} onClick={renew}>
              {t("newLink")}
            </Button>
            <Button kind="ghost" aria-label={t("takeBackFor", { email })} onClick={takeBack}>
              {t("takeBack")}
            </Button>
          </div>
        ) : null}
      </div>
      {refusal ? <AlertLine text={t(`refused.${refusal}`)} /> : null}
      <Confirmation {...confirmation} />
      {open ? <LinkBox made={open} /> : null}
    </li>
  );
}

function Until({ invitation }: { invitation: OpenInvitationView }) {
  const t = useTranslations("team");
  const until = formatMoment(invitation.expiresAt, usePlace());
  return (
    <p className="text-ink-2 text-small">
      {invitation.isExpired
        ? t("expired", { when: until })
        : t("invitedBy", { name: invitation.invitedBy, until })}
    </p>
  );
}
