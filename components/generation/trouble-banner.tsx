import { Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Trouble } from "@/components/generation/use-feed";

export function TroubleBanner({ trouble }: { trouble: Trouble }) {
  const t = useTranslations("feed");
  return (
    <div
      role="status"
      className="flex min-h-9 flex-none items-center gap-2.5 bg-amber-wash px-6 py-1 text-amber max-tablet:px-4"
    >
      <Unplug />
      <p>{t(trouble)}</p>
      {trouble === "signedOut" ? (
        <a href="/sign-in" className="font-medium text-ink underline underline-offset-2">
          {t("signIn")}
        </a>
      ) : null}
    </div>
  );
}
