import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { copyText } from "@/components/generation/copy-text";
import { formatMoment } from "@/components/generation/formats";
import { usePlace } from "@/components/generation/use-place";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";

export type MadeToken = { label: string; token: string; expiresAt: string };

/** The only time that the token is there to be seen. */
export function FreshToken({ made, done }: { made: MadeToken; done: () => void }) {
  const t = useTranslations("api.fresh");
  const { label, token, expiresAt } = made;
  const until = formatMoment(expiresAt, usePlace());
  const words = { copied: t("copied"), failed: t("copyFailed") };
  const head = useRef<HTMLHeadingElement>(null);
  // The form before it is gone, and with it what had the focus.
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="max-w-120">
      <h3 ref={head} tabIndex={-1} className="mb-1 font-medium outline-none">
        {t("title")}
      </h3>
      <p className="mb-3 text-ink-2">{t("lead", { until })}</p>
      <Field
        label={t("field", { label })}
        value={token}
        readOnly
        spellCheck={false}
        onFocus={({ target }) => target.select()}
        className="[&_input]:font-mono [&_input]:text-[12px]"
        trailing={
          <IconButton icon={Copy} label={t("copy")} onClick={() => void copyText(token, words)} />
        }
      />
      <Button kind="paper" onClick={done} className="mt-4">
        {t("done")}
      </Button>
    </div>
  );
}
