import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { RevokeDialog } from "@/components/api-token/revoke-dialog";
import { useTokenChange } from "@/components/api-token/use-token-change";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { AlertLine } from "@/components/ui/alert-line";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { revokeTokenAction } from "@/lib/api-token/actions";
import type { TokenView } from "@/lib/api-token/schema";

const ENDS = { works: "ends", ends_soon: "endsSoon", expired: "ended" } as const;
const COLOURS = { works: "text-ink-2", ends_soon: "text-amber", expired: "text-red" } as const;

/** `onGone`: its row is away, and with it the button that had the focus. */
export function TokenRow({ token, onGone }: { token: TokenView; onGone: () => void }) {
  const t = useTranslations("api");
  const { label, lastFour, scopes } = token;
  return (
    <li aria-label={label} className="border-hair border-t py-3.5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-60 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0 break-words font-medium">{label}</span>
            <span className="font-mono text-ink-2 text-small">…{lastFour}</span>
            {scopes.map((scope) => (
              <Chip key={scope}>{t(`scope.${scope}`)}</Chip>
            ))}
          </p>
          <Times token={token} />
        </div>
        <RevokeButton token={token} onGone={onGone} />
      </div>
    </li>
  );
}

function Times({ token }: { token: TokenView }) {
  const t = useTranslations("api");
  const place = usePlace();
  const { createdAt, expiresAt, isOwn, lastUsedAt, personName, state } = token;
  const made = formatMoment(createdAt, place);
  return (
    <p className="mt-0.5 text-ink-3 text-small">
      <span className={cn(COLOURS[state])}>
        {t(ENDS[state], { when: formatMoment(expiresAt, place) })}
      </span>
      <Dot />
      {lastUsedAt ? t("used", { when: formatMoment(lastUsedAt, place) }) : t("neverUsed")}
      <span className="block">
        {isOwn ? t("made", { when: made }) : t("madeBy", { name: personName, when: made })}
      </span>
    </p>
  );
}

const Dot = () => (
  <span className="mx-1.5" aria-hidden="true">
    ·
  </span>
);

/** What has ended already is put away at once; what still works is asked about first. */
function RevokeButton({ token, onGone }: { token: TokenView; onGone: () => void }) {
  const t = useTranslations("api");
  const { id: tokenId, label, state } = token;
  const [isAsking, setIsAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { alert, isPending, change } = useTokenChange();
  const isOver = state === "expired";
  const remove = () => change(() => revokeTokenAction({ tokenId }), onGone);
  return (
    <>
      <Button
        ref={opener}
        kind="ghost"
        isLoading={isPending}
        aria-label={t(isOver ? "removeOf" : "revokeOf", { label })}
        onClick={isOver ? remove : () => setIsAsking(true)}
      >
        {t(isOver ? "remove" : "revoke")}
      </Button>
      {alert ? <AlertLine text={alert} /> : null}
      {isAsking ? (
        <RevokeDialog
          token={token}
          close={() => setIsAsking(false)}
          onClosed={() => (opener.current?.isConnected ? opener.current.focus() : onGone())}
        />
      ) : null}
    </>
  );
}
