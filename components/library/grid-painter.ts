import { type Layout, type Row, rowsBetween, type Section } from "@/components/library/layout";
import { createTile, type Detail, type Tile, type TileState } from "@/components/library/tile";

/** Rows beyond what is seen that are kept ready, px. */
const MARGIN = 360;

type PainterOptions = {
  /** Room of the list; as high as the scroll bar says. */
  room: HTMLElement;
  /** Copied for each cell and each month. */
  tile: HTMLElement;
  head: HTMLElement;
  cell: number;
  layout: Layout;
  stateOf: (index: number) => TileState;
  headOf: (section: Section) => { title: string; count: string };
};

type Line = { element: HTMLElement; tiles: Tile[]; row: Row; detail: Detail };

/** Draws the rows that are seen. */
export function createGridPainter(options: PainterOptions) {
  const { room, layout } = options;
  const lines = createLines(options);
  const heads = createHeads(options);
  let seen = { from: 0, to: 0 };
  const rowsSeen = () => rowsBetween(layout, Math.max(0, seen.from - MARGIN), seen.to + MARGIN);

  return {
    /** px from the top of the list; `base` is where the bar's room begins in it. */
    paint(next: { from: number; to: number; base: number; detail: Detail }) {
      seen = next;
      const rows = rowsSeen();
      const wanted = new Set(rows.map(({ top }) => top));
      lines.retire(wanted);
      heads.retire(wanted);
      for (const row of rows)
        if (row.head) heads.draw(row.head);
        else lines.draw(row, next.detail);
      lines.hideSpares();
      for (const [top, element] of [...lines.all(), ...heads.all()])
        element.style.transform = `translateY(${top - next.base}px)`;
    },
    /** What is shown of them has changed. */
    refresh: lines.refresh,
    /** Of a picture that is drawn. */
    buttonOf: (index: number) =>
      room.querySelector<HTMLElement>(`[data-index="${index}"]:not([hidden]) [data-part="open"]`),
    /** Indexes of what is drawn. */
    range(): { first: number; end: number } {
      const rows = rowsSeen().filter(({ head }) => !head);
      const last = rows.at(-1);
      return { first: rows[0]?.first ?? 0, end: last ? last.first + last.count : 0 };
    },
    /** Index of the picture that has the focus; null when the focus is elsewhere. */
    focused(): number | null {
      const cell = room.querySelector<HTMLElement>("[data-index]:focus-within");
      return cell ? Number(cell.dataset["index"]) : null;
    },
    clear: () => room.replaceChildren(),
  };
}
export type GridPainter = ReturnType<typeof createGridPainter>;

function createHeads({ room, head, headOf }: PainterOptions) {
  const drawn = new Map<number, HTMLElement>();
  return {
    all: () => drawn.entries(),
    draw(section: Section) {
      if (drawn.has(section.top)) return;
      const element = head.cloneNode(true) as HTMLElement;
      const { title, count } = headOf(section);
      const [name, number] = element.querySelectorAll("[data-part]");
      if (name) name.textContent = title;
      if (number) number.textContent = count;
      room.append(element);
      drawn.set(section.top, element);
    },
    retire(wanted: ReadonlySet<number>) {
      for (const [top, element] of drawn) {
        if (wanted.has(top)) continue;
        element.remove();
        drawn.delete(top);
      }
    },
  };
}

/** Rows that have left the view are taken for the next ones. */
function createLines({ room, tile, cell, layout, stateOf }: PainterOptions) {
  const drawn = new Map<number, Line>();
  const spares: Line[] = [];
  const make = (row: Row): Line => {
    const element = document.createElement("div");
    element.className = "absolute inset-x-0 top-0 flex gap-1";
    const tiles = Array.from({ length: layout.columns }, () => createTile(tile, cell));
    element.append(...tiles.map((each) => each.element));
    room.append(element);
    return { element, tiles, row, detail: "passing" };
  };
  const fill = ({ tiles, row, detail }: Line) => {
    for (const [column, each] of tiles.entries())
      each.show(column < row.count ? stateOf(row.first + column) : null, detail);
  };
  return {
    all: () => [...drawn].map(([top, { element }]) => [top, element] as const),
    refresh: () => drawn.forEach(fill),
    draw(row: Row, detail: Detail) {
      const known = drawn.get(row.top);
      if (known && (known.detail === "full" || detail === "passing")) return;
      const line = known ?? spares.pop() ?? make(row);
      Object.assign(line, { row, detail });
      line.element.hidden = false;
      drawn.set(row.top, line);
      fill(line);
    },
    /** Of what was not taken again at once. */
    hideSpares() {
      for (const { element } of spares) element.hidden = true;
    },
    retire(wanted: ReadonlySet<number>) {
      for (const [top, line] of drawn) {
        // What has the focus stays, so that the keyboard does not lose its place.
        if (wanted.has(top) || line.element.contains(document.activeElement)) continue;
        drawn.delete(top);
        spares.push(line);
      }
    },
  };
}
