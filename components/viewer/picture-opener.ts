/** On what opens a picture beside the feed and takes the focus back itself, whichever was looked at last. */
export const PICTURE_OPENER = { "data-opens-picture": "" };

export const isPictureOpener = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && "opensPicture" in element.dataset;
