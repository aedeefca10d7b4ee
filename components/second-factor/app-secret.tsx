import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { copyText } from "@/components/generation/copy-text";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { FactorSecret } from "@/lib/account/schema/second-factor";

/** For the camera of the app, and as text for whoever cannot use one. */
export function AppSecret({ secret, picture: { size, path } }: FactorSecret) {
  const t = useTranslations("factor");
  const words = { copied: t("secretCopied"), failed: t("copyFailed") };
  const head = useRef<HTMLParagraphElement>(null);
  // The form before it is gone, and with it what had the focus.
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="mb-4 max-w-104">
      <p ref={head} tabIndex={-1} className="mb-3 outline-none">
        {t("scan")}
      </p>
      {/* Dark on white in both themes: cameras read nothing else well. */}
      <svg
        role="img"
        aria-label={t("picture")}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="mb-4 size-48 rounded-control"
      >
        <rect width={size} height={size} fill="white" />
        <path d={path} fill="black" />
      </svg>
      <Field
        label={t("secret")}
        value={secret.match(/.{4}/g)?.join(" ") ?? secret}
        readOnly
        onFocus={({ target }) => target.select()}
        className="[&_input]:font-mono [&_input]:text-[12px]"
        trailing={
          <IconButton
            icon={Copy}
            label={t("copySecret")}
            onClick={() => void copyText(secret, words)}
          />
        }
      />
    </div>
  );
}
