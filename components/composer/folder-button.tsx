import { useTranslations } from "next-intl";
import { useCommands } from "@/components/keyboard/commands";
import { useFilePicker } from "@/components/reference-image/use-file-picker";

type FolderButtonProps = {
  add: (files: File[]) => void;
  /** The command in the palette is there in any case. */
  isShown: boolean;
};

/** A whole folder without a mouse to drop it with. */
export function FolderButton({ add, isShown }: FolderButtonProps) {
  const t = useTranslations("composer");
  const { inputProps, open } = useFilePicker(add, "folder");
  useCommands(() => [{ name: "addFolder", where: "page", run: open }]);
  return (
    <>
      {isShown ? (
        <button
          type="button"
          onClick={open}
          className="-my-[3px] min-h-6 rounded-print underline underline-offset-3 hover:text-ink"
        >
          {t("pickFolder")}
        </button>
      ) : null}
      <input {...inputProps} />
    </>
  );
}
