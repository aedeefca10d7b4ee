import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";

/** Marks what the arrows stop at; the value `cell` marks a picture. */
const STOP = "[data-stop]";
const CELL = "[data-stop=cell]";
const RUN = "[data-run]";

const isShown = (element: HTMLElement) => element.offsetParent !== null;

function stopsIn(element: Element, selector = STOP) {
  return [...element.querySelectorAll<HTMLElement>(selector)].filter(isShown);
}

/** The picture of the run above or below that lies nearest to where the focus is. */
function acrossRuns(feed: Element, from: HTMLElement, step: number) {
  const runs = [...feed.querySelectorAll(RUN)];
  const run = runs[runs.findIndex((each) => each.contains(from)) + step];
  if (!run) return undefined;
  const middle = (element: HTMLElement) => {
    const { left, width } = element.getBoundingClientRect();
    return left + width / 2;
  };
  const distance = (element: HTMLElement) => Math.abs(middle(element) - middle(from));
  return stopsIn(run, CELL).sort((a, b) => distance(a) - distance(b))[0];
}

function nextStop(feed: Element, from: HTMLElement, key: string) {
  const stops = stopsIn(feed);
  const index = stops.indexOf(from);
  switch (key) {
    case "ArrowRight":
      return stops[index + 1];
    case "ArrowLeft":
      return stops[index - 1];
    case "ArrowDown":
      return acrossRuns(feed, from, 1);
    case "ArrowUp":
      return acrossRuns(feed, from, -1);
    case "Home":
      return stops[0];
    case "End":
      return stopsIn(feed, CELL).at(-1);
    default:
      return undefined;
  }
}

/**
 * Makes a feed one stop of the Tab key. The container takes the focus and hands it to the stop that had
 * it last; while the focus is inside, the container is no stop, so that Shift+Tab leaves.
 */
export function useRovingFocus() {
  const [isInside, setIsInside] = useState(false);
  const last = useRef<HTMLElement | null>(null);

  function onFocus({ target, currentTarget }: FocusEvent<HTMLElement>) {
    setIsInside(true);
    if (target !== currentTarget) {
      last.current = target;
      return;
    }
    const kept = last.current && currentTarget.contains(last.current) ? last.current : null;
    (kept ?? stopsIn(currentTarget, CELL)[0])?.focus();
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
    if (!currentTarget.contains(relatedTarget)) setIsInside(false);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target, currentTarget, key } = event;
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    // A menu that has opened has used the key already.
    if (event.defaultPrevented || hasModifier || !(target instanceof HTMLElement)) return;
    if (!target.matches(STOP)) return;
    // A slider keeps the arrows that move it.
    if (target instanceof HTMLInputElement && key !== "ArrowDown") return;
    const next = nextStop(currentTarget, target, key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return { tabIndex: isInside ? -1 : 0, onFocus, onBlur, onKeyDown };
}
