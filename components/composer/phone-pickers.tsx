import { Camera, Image } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFilePicker } from "@/components/reference-image/use-file-picker";
import { Button } from "@/components/ui/button";

export function PhonePickers({ add }: { add: (files: File[]) => void }) {
  const t = useTranslations("composer");
  const camera = useFilePicker(add);
  const photos = useFilePicker(add);
  return (
    <div className="grid grid-cols-2 gap-2">
      <Button size={44} icon={Camera} onClick={camera.open}>
        {t("camera")}
      </Button>
      <Button size={44} icon={Image} onClick={photos.open}>
        {t("photos")}
      </Button>
      <input {...camera.inputProps} multiple={false} capture="environment" />
      <input {...photos.inputProps} />
    </div>
  );
}
