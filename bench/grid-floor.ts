export type FloorPicture = { src: string };

/**
 * Runs in the page. A list of pictures as one writes it by hand with nothing but the DOM: rows that have left the view
 * are taken for the next ones, and the pictures repeat when there are fewer than cells.
 */
export function drawFloor({
  pictures,
  cell,
  total,
}: {
  pictures: readonly FloorPicture[];
  cell: number;
  total: number;
}): void {
  const gap = 4;
  const margin = 360;
  document.body.style.margin = "0";
  const scroller = document.createElement("div");
  scroller.style.cssText = "position:absolute;inset:0;overflow-y:scroll";
  const room = document.createElement("div");
  const columns = Math.floor((innerWidth + gap) / (cell + gap));
  const pitch = cell + gap;
  room.style.cssText = `position:relative;height:${Math.ceil(total / columns) * pitch}px`;
  scroller.append(room);
  document.body.replaceChildren(scroller);

  const drawn = new Map<number, HTMLElement>();
  const spares: HTMLElement[] = [];
  const make = () => {
    const row = document.createElement("div");
    row.style.cssText = `position:absolute;inset-inline:0;top:0;display:flex;gap:${gap}px`;
    for (let column = 0; column < columns; column += 1) {
      const image = document.createElement("img");
      image.decoding = "async";
      image.style.cssText = `width:${cell}px;height:${cell}px;object-fit:contain`;
      row.append(image);
    }
    room.append(row);
    return row;
  };
  const fill = (row: HTMLElement, index: number) => {
    for (const [column, image] of [...row.children].entries())
      (image as HTMLImageElement).src =
        pictures[(index * columns + column) % pictures.length]?.src ?? "";
    row.style.transform = `translateY(${index * pitch}px)`;
    drawn.set(index, row);
  };
  const paint = () => {
    const first = Math.max(0, Math.floor((scroller.scrollTop - margin) / pitch));
    const last = Math.floor((scroller.scrollTop + scroller.clientHeight + margin) / pitch);
    for (const [index, row] of drawn)
      if (index < first || index > last) {
        drawn.delete(index);
        spares.push(row);
      }
    for (let index = first; index <= last; index += 1)
      if (!drawn.has(index)) fill(spares.pop() ?? make(), index);
  };
  scroller.addEventListener("scroll", paint);
  paint();
}
