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
  /** For who does not see it, in that language: of the picture, and of the box that selects it. */
  language: string;
  labels: () => { label: string; selectLabel: string };
};

/** Whoever flies by sees shapes and colours; the rest comes when it can be looked at. */
export type Detail = "passing" | "full";

/** A cell of the grid. Made by hand, not by React: a scrolled frame changes some sixty of them. */
export type Tile = {
  element: HTMLElement;
  show: (state: TileState | null, detail: Detail) => void;
};

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
  const showStack = stackOf(part);
  const size = cell * window.devicePixelRatio > SMALL_PX * 1.1 ? 640 : SMALL_PX;
  element.style.width = `${cell}px`;
  element.style.height = `${cell}px`;
  image.addEventListener("load", () => image.toggleAttribute("data-loaded", true));
  let shownId: string | null = null;
  let loadedId: string | null = null;

  const load = (picture: LibraryPicture) => {
    if (picture.imageId === loadedId) return;
    loadedId = picture.imageId;
    image.src = imageUrl(picture.imageId, size);
  };
  const unload = () => {
    if (loadedId === null) return;
    loadedId = null;
    // Until the new one is here, the browser would go on showing the old.
    image.removeAttribute("data-loaded");
    image.removeAttribute("src");
  };
  const showShape = (picture: LibraryPicture | null) => {
    if ((picture?.imageId ?? null) === shownId) return;
    shownId = picture?.imageId ?? null;
    unload();
    print.hidden = picture === null;
    if (!picture) return;
    const scale = (cell - MARGIN) / Math.max(picture.width, picture.height);
    print.style.width = `${Math.round(picture.width * scale)}px`;
    print.style.height = `${Math.round(picture.height * scale)}px`;
    paper.style.backgroundImage = picture.thumbhash
      ? `url(${thumbhashUrl(picture.thumbhash)})`
      : "";
  };

  const showLabels = ({ labels }: TileState) => {
    const { label, selectLabel } = labels();
    check.setAttribute("aria-label", selectLabel);
    button.setAttribute("aria-label", label);
  };
  const isNew = changeOf();

  return {
    element,
    show(state, detail) {
      if (!isNew(state, detail)) return;
      element.hidden = state === null;
      showShape(state?.picture ?? null);
      if (!state) return;
      const { picture, index, isCurrent, isSelected } = state;
      element.dataset["index"] = String(index);
      element.dataset["variant"] = picture?.variantId ?? "";
      showMarks(picture);
      showStack(picture?.stackCount ?? 1);
      element.toggleAttribute("data-selected", isSelected);
      check.checked = isSelected;
      button.tabIndex = isCurrent ? 0 : -1;
      if (detail === "passing") return;
      if (picture) load(picture);
      showLabels(state);
    },
  };
}

/** Whether a cell has something else to show than last time: of sixty that are asked to, most have not. */
function changeOf() {
  let last: unknown[] = [];
  return (state: TileState | null, detail: Detail): boolean => {
    const mark = state?.picture && markOf(state.picture);
    const next = state
      ? [
          ...[state.picture, state.index, state.isCurrent, state.isSelected, state.language],
          ...[mark?.verdict, mark?.stars, detail],
        ]
      : [null];
    const isSame = next.length === last.length && next.every((value, at) => value === last[at]);
    last = next;
    return !isSame;
  };
}

function stackOf(part: (name: string) => HTMLElement) {
  const [edge, badge, number] = [part("edge"), part("stack"), part("stack-count")];
  return (count: number) => {
    edge.hidden = count === 1;
    badge.hidden = count === 1;
    if (count > 1) number.textContent = String(count);
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
    if (count > 0) stars.textContent = `${own?.stars ? "★" : "☆"}${count}`;
  };
}
