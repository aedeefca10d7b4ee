import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { copyText } from "@/components/generation/copy-text";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";

export type MadeLink = { id: string; link: string; email: string; expiresAt: string };

/** A link that was used, taken back or replaced meanwhile is not offered any longer. */
export const openLink = (made: MadeLink | null, invitations: readonly { id: string }[]) =>
  invitations.some(({ id }) => id === made?.id) ? made : null;

/** The only time that the link is there to be seen. */
export function LinkBox({ made: { link, email, expiresAt } }: { made: MadeLink }) {
  const t = useTranslations("team.invite");
  const until = formatMoment(expiresAt, usePlace());
  const words = { copied: t("copied"), failed: t("copyFailed") };
  return (
    <div className="mt-3">
      <p role="status" className="mb-2 break-words text-ink-2">
        {t("made", { email, until })}
      </p>
      <Field
        label={t("link", { email })}
        value={link}
        readOnly
        onFocus={({ target }) => target.select()}
        className="[&_input]:font-mono [&_input]:text-[12px]"
        trailing={
          <IconButton icon={Copy} label={t("copy")} onClick={() => void copyText(link, words)} />
        }
      />
    </div>
  );
}
