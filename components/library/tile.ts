import { markOf } from "@/components/marks/made-marks";
import { thumbhashUrl } from "@/components/ui/thumbhash-url";
import { imageUrl } from "@/lib/image/schema/facts";
import type { LibraryPicture } from "@/lib/library/schema";

export type TileState = {
  index: number;
  /** Null until its stretch has been read. */
  picture: LibraryPicture | null;
  /** It has the one tab stop of the grid. */
  isCurrent: boolean;
  isSelected: boolean;
  label: string;
  /** Of the box that selects it. */
  selectLabel: string;
};

/** A cell of the grid. Made by hand, not by React: a scrolled frame changes some sixty of them. */
export type Tile = { element: HTMLElement; show: (state: TileState | null) => void };

/** px between a picture and the edge of its cell, both sides together. */
const MARGIN = 8;
const SMALL_PX = 320;

export function createTile(template: HTMLElement, cell: number): Tile {
  const element = template.cloneNode(true) as HTMLElement;
  const part = <T extends HTMLElement>(name: string) =>
    element.querySelector(`[data-part="${name}"]`) as T;
  const button = part<HTMLButtonElement>("open");
  const print = part("print");
  const paper = part("paper");
  const image = part<HTMLImageElement>("image");
  const check = part<HTMLInputElement>("check");
  const showMarks = marksOf(element, part);
  const stack = { edge: part("edge"), badge: part("stack"), count: part("stack-count") };
  const size = cell * window.devicePixelRatio > SMALL_PX * 1.1 ? 640 : SMALL_PX;
  element.style.width = `${cell}px`;
  element.style.height = `${cell}px`;
  image.addEventListener("load", () => image.toggleAttribute("data-loaded", true));
  let shownId: string | null = null;

  const showPicture = (picture: LibraryPicture | null) => {
    if ((picture?.imageId ?? null) === shownId) return;
    shownId = picture?.imageId ?? null;
    // Until the new one is here, the browser would go on showing the old.
    image.removeAttribute("data-loaded");
    print.hidden = picture === null;
    if (!picture) return image.removeAttribute("src");
    const scale = (cell - MARGIN) / Math.max(picture.width, picture.height);
    print.style.width = `${Math.round(picture.width * scale)}px`;
    print.style.height = `${Math.round(picture.height * scale)}px`;
    paper.style.backgroundImage = picture.thumbhash
      ? `url(${thumbhashUrl(picture.thumbhash)})`
      : "";
    image.src = imageUrl(picture.imageId, size);
  };

  return {
    element,
    show(state) {
      element.hidden = state === null;
      if (!state) return showPicture(null);
      const { picture, index, isCurrent, isSelected, label, selectLabel } = state;
      showPicture(picture);
      element.dataset["index"] = String(index);
      element.dataset["variant"] = picture?.variantId ?? "";
      showMarks(picture);
      const stackCount = picture?.stackCount ?? 1;
      stack.edge.hidden = stackCount === 1;
      stack.badge.hidden = stackCount === 1;
      stack.count.textContent = String(stackCount);
      element.toggleAttribute("data-selected", isSelected);
      check.checked = isSelected;
      check.setAttribute("aria-label", selectLabel);
      button.tabIndex = isCurrent ? 0 : -1;
      button.setAttribute("aria-label", label);
    },
  };
}

/** One's own marks; where one has none, what others think, in outline. */
function marksOf(element: HTMLElement, part: (name: string) => HTMLElement) {
  const tags = { pick: part("pick"), reject: part("reject"), team: part("team") };
  const stars = part("stars");
  return (picture: LibraryPicture | null) => {
    const own = picture && markOf(picture);
    const verdict = own?.verdict ?? (picture?.isPickedByOthers ? "team" : null);
    for (const [name, tag] of Object.entries(tags)) tag.hidden = name !== verdict;
    element.toggleAttribute("data-rejected", verdict === "reject");
    const count = own?.stars || picture?.othersStars || 0;
    stars.hidden = count === 0;
    stars.textContent = count > 0 ? `${own?.stars ? "★" : "☆"}${count}` : "";
  };
}
