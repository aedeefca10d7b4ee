import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";

export function NewPill({ count, onPress }: { count: number; onPress: () => void }) {
  const t = useTranslations("feed");
  return (
    <button
      type="button"
      onClick={onPress}
      className="appear absolute top-3 left-1/2 z-(--z-sticky) flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full bg-float px-3 font-medium text-blue shadow-float hover:bg-tray max-tablet:h-11"
    >
      <ArrowUp className="size-3.5" />
      {t("newAbove", { count })}
    </button>
  );
}
