import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { PictureMenu, type PictureMenuProps } from "@/components/collection/picture-menu";
import { cellId } from "@/components/generation/cell-id";
import { Thumb } from "@/components/generation/thumb";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { PlainImage } from "@/components/ui/plain-image";
import { Tag } from "@/components/ui/tag";
import { useOpener } from "@/components/ui/use-opener";
import { imageUrl } from "@/lib/image/schema/facts";

/** The others make room in as long as everything that moves takes. */
const SLIDE = { duration: 180, easing: "cubic-bezier(0.6, 0, 0.2, 1)" };
/** px between a picture and the edge of its cell, both sides together. */
const MARGIN = 16;
const LABEL_LENGTH = 120;

type OrderedTileProps = Omit<PictureMenuProps, "anchor"> & {
  /** px */
  size: number;
  place: { left: number; top: number };
  isTabStop: boolean;
  mayArrange: boolean;
};

export function OrderedTile(props: OrderedTileProps) {
  const { picture, size, place, mayArrange } = props;
  const menu = useOpener("menu");
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: picture.imageId,
    transition: SLIDE,
  });
  function onContextMenu(event: MouseEvent) {
    if (!mayArrange) return;
    event.preventDefault();
    // A finger that rests takes hold of it.
    const { nativeEvent } = event;
    const isTouch = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch";
    if (!isTouch) menu.open();
  }
  return (
    <li
      ref={setNodeRef}
      onContextMenu={onContextMenu}
      style={{
        ...place,
        ...{ width: size, height: size, transition },
        transform: CSS.Translate.toString(transform),
      }}
      className={cn(
        "group absolute rounded-[3px] hover:bg-hover",
        isDragging && "z-10 opacity-80 shadow-float",
      )}
    >
      <Print {...props} listeners={mayArrange ? listeners : undefined} />
      {mayArrange ? <More {...props} menu={menu} /> : null}
    </li>
  );
}

type PrintProps = OrderedTileProps & { listeners: ReturnType<typeof useSortable>["listeners"] };

function Print({ picture, size, isCover, isTabStop, open, listeners }: PrintProps) {
  const t = useTranslations("collection.grid");
  const { imageId, variantId, code, prompt, width, height, thumbhash } = picture;
  const scale = (size - MARGIN) / Math.max(width, height);
  const box = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const words = [prompt.slice(0, LABEL_LENGTH).replace(/\s+/g, " "), code, isCover && t("isCover")];
  return (
    <button
      type="button"
      {...listeners}
      id={cellId(variantId)}
      data-picture={imageId}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={words.filter(Boolean).join(", ")}
      onClick={() => open(picture)}
      className="grid size-full place-items-center rounded-[3px] outline-offset-[-2px]"
    >
      <span style={box} className="relative block overflow-hidden rounded-print">
        {thumbhash ? <Thumb hash={thumbhash} className="absolute inset-0" /> : null}
        <PlainImage
          src={imageUrl(imageId, size > 200 ? 640 : 320)}
          alt=""
          draggable={false}
          decoding="async"
          className="absolute inset-0 size-full"
        />
        {isCover ? <Tag className="absolute start-1 top-1 font-sans!">{t("cover")}</Tag> : null}
      </span>
    </button>
  );
}

type MoreProps = OrderedTileProps & { menu: ReturnType<typeof useOpener> };

/** Everything that dragging does, without it. */
function More({ menu, ...props }: MoreProps) {
  const t = useTranslations("collection.grid");
  const { picture, isTabStop } = props;
  const { isOpen, anchor, triggerProps } = menu;
  return (
    <span
      className={cn(
        "absolute end-1 bottom-1 rounded-[5px] bg-float opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-tablet:opacity-100",
        isOpen && "opacity-100",
      )}
    >
      <IconButton
        {...triggerProps}
        icon={Ellipsis}
        size={26}
        label={t("more", { code: picture.code })}
        tabIndex={isTabStop ? 0 : -1}
      />
      {isOpen ? <PictureMenu {...props} anchor={anchor} /> : null}
    </span>
  );
}
