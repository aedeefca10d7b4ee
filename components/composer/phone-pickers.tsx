import { Camera, Image, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFilePicker } from "@/components/reference-image/use-file-picker";

export function PhonePickers({ add }: { add: (files: File[]) => void }) {
  const t = useTranslations("composer");
  const camera = useFilePicker(add);
  const photos = useFilePicker(add);
  return (
    <div className="grid grid-cols-2 gap-2">
      <Picker icon={Camera} label={t("camera")} open={camera.open} />
      <Picker icon={Image} label={t("photos")} open={photos.open} />
      <input {...camera.inputProps} multiple={false} capture="environment" />
      <input {...photos.inputProps} />
    </div>
  );
}

function Picker(props: { icon: LucideIcon; label: string; open: () => void }) {
  const { icon: Icon, label, open } = props;
  return (
    <button
      type="button"
      onClick={open}
      className="flex h-[52px] flex-col items-center justify-center gap-0.5 rounded-control bg-press text-ink-2 text-small active:bg-hover"
    >
      <Icon />
      {label}
    </button>
  );
}
