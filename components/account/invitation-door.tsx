"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { SignInService } from "@/lib/account/schema/sign-in-service";
import { DoorHead } from "./door-head";
import type { RefusalKey } from "./form-messages";
import { InvitationForm } from "./invitation-form";
import { OrLine } from "./or-line";
import { ServiceButtons } from "./service-buttons";
import { useInvitation } from "./use-invitation";

/** What the link of an invitation leads to: an account to be made, or a sentence. */
export function InvitationDoor({ services }: { services: readonly SignInService[] }) {
  const t = useTranslations("account.invitation");
  const { seen, look } = useInvitation();
  switch (seen.kind) {
    case "reading":
      return <DoorHead title={t("pageTitle")} lead={t("reading")} />;
    case "open":
      return (
        <>
          <InvitationForm key={seen.token} {...seen} />
          {services.length > 0 ? (
            <div className="mt-3 grid gap-3">
              <OrLine />
              <ServiceButtons services={services} />
            </div>
          ) : null}
        </>
      );
    case "refused":
      return <Refused refusal={seen.refusal} look={look} />;
  }
}

/** The way on, where there is one that the person can go alone. */
const WAYS = {
  invitationUsed: { href: "/sign-in", label: "signIn" },
  signedIn: { href: "/", label: "openStudio" },
} as const;

function Refused({ refusal, look }: { refusal: RefusalKey; look: () => void }) {
  const t = useTranslations("account");
  const way = refusal in WAYS ? WAYS[refusal as keyof typeof WAYS] : null;
  const isOurs = refusal === "unreachable" || refusal === "failed";
  return (
    <div role="alert">
      <DoorHead title={t("invitation.refusedTitle")} lead={t(`refused.${refusal}`)} />
      {way ? (
        // A full load: who is signed in may have changed.
        <a href={way.href} className={buttonClass({ kind: "paper", size: 44 })}>
          {t(`invitation.${way.label}`)}
        </a>
      ) : null}
      {isOurs ? (
        <Button kind="paper" size={44} onClick={look}>
          {t("invitation.tryAgain")}
        </Button>
      ) : null}
    </div>
  );
}
