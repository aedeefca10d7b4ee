import {
  ArrowLeft,
  ArrowLeftToLine,
  ArrowRight,
  ArrowRightToLine,
  Image,
  ImageOff,
  Maximize2,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { OrderVerbs } from "@/components/collection/use-order-keys";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Anchor } from "@/components/ui/use-opener";
import type { LibraryPicture } from "@/lib/library/schema";

export type PictureMenuProps = {
  picture: LibraryPicture;
  index: number;
  count: number;
  isCover: boolean;
  isCoverChosen: boolean;
  open: (picture: LibraryPicture) => void;
  verbs: OrderVerbs;
  anchor: Anchor;
};

export function PictureMenu({ anchor, ...props }: PictureMenuProps) {
  const t = useTranslations("collection.grid");
  const { picture, isCover, isCoverChosen, open, verbs } = props;
  return (
    <Menu
      anchor={anchor}
      align="end"
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        verbs.focus();
      }}
    >
      <MenuItem icon={Maximize2} onSelect={() => open(picture)}>
        {t("open")}
      </MenuItem>
      {isCover && isCoverChosen ? (
        <MenuItem icon={ImageOff} onSelect={verbs.forgetCover}>
          {t("firstAsCover")}
        </MenuItem>
      ) : (
        <MenuItem icon={Image} onSelect={verbs.makeCover}>
          {t("makeCover")}
        </MenuItem>
      )}
      <MenuSeparator />
      <Moves {...props} />
      <MenuSeparator />
      <MenuItem icon={X} keys="Del" onSelect={verbs.take}>
        {t("take")}
      </MenuItem>
    </Menu>
  );
}

type MovesProps = Pick<PictureMenuProps, "index" | "count" | "verbs">;

function Moves({ index, count, verbs: { move } }: MovesProps) {
  const t = useTranslations("collection.grid");
  const [isFirst, isLast] = [index === 0, index === count - 1];
  return (
    <>
      <MenuItem icon={ArrowLeft} keys="Alt+←" disabled={isFirst} onSelect={() => move(index - 1)}>
        {t("moveLeft")}
      </MenuItem>
      <MenuItem icon={ArrowRight} keys="Alt+→" disabled={isLast} onSelect={() => move(index + 1)}>
        {t("moveRight")}
      </MenuItem>
      <MenuItem icon={ArrowLeftToLine} disabled={isFirst} onSelect={() => move(0)}>
        {t("makeFirst")}
      </MenuItem>
      <MenuItem icon={ArrowRightToLine} disabled={isLast} onSelect={() => move(count - 1)}>
        {t("makeLast")}
      </MenuItem>
    </>
  );
}
