let isWanted = false;

/** Of the grid that comes: what had the focus in the one before it is gone. */
export function askForFocus(): void {
  isWanted = true;
}

/** True once, and only while nothing else has the focus. */
export function takeFocusWish(): boolean {
  const was = isWanted && document.activeElement === document.body;
  isWanted = false;
  return was;
}
