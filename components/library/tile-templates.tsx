import { Check, Layers, UsersRound, X } from "lucide-react";
import type { RefObject } from "react";

type TileTemplatesProps = {
  tile: RefObject<HTMLDivElement | null>;
  head: RefObject<HTMLDivElement | null>;
};

const VERDICTS = [
  ["pick", Check],
  ["reject", X],
  ["team", UsersRound],
] as const;
const TAG = "pointer-events-none bg-tag text-on-tag rounded-[3px] h-[18px]";

/** What a cell and a month's head look like: copied for each that is seen. */
export function TileTemplates({ tile, head }: TileTemplatesProps) {
  return (
    <div hidden>
      <div
        ref={tile}
        className="group relative flex-none rounded-[3px] hover:bg-hover data-selected:bg-select"
      >
        <button
          type="button"
          data-part="open"
          tabIndex={-1}
          className="grid size-full place-items-center rounded-[3px] outline-offset-[-2px]"
        >
          <span
            data-part="print"
            draggable
            className="relative block rounded-print group-data-selected:shadow-[0_0_0_1.5px_var(--blue)]"
          >
            {/* The edges of what lies under it. */}
            <span data-part="edge" aria-hidden="true">
              <span className="absolute inset-x-[3px] -top-[3px] h-[2px] rounded-t-print bg-ink-3" />
              <span className="absolute inset-x-[7px] -top-[6px] h-[2px] rounded-t-print bg-hair-2" />
            </span>
            <span
              data-part="paper"
              className="absolute inset-0 overflow-hidden rounded-print bg-cover bg-well group-data-rejected:opacity-35"
            >
              {/* biome-ignore lint/performance/noImgElement: its address is set by hand, from small copies of our own */}
              <img
                data-part="image"
                alt=""
                decoding="async"
                draggable={false}
                className="size-full opacity-0 transition-opacity duration-(--duration-fade) data-loaded:opacity-100"
              />
            </span>
            {VERDICTS.map(([name, Icon]) => (
              <span
                key={name}
                data-part={name}
                aria-hidden="true"
                className={`${TAG} absolute end-1 top-1 px-[3px]`}
              >
                <Icon className="mt-[3px] size-3" />
              </span>
            ))}
            <span
              aria-hidden="true"
              className="pointer-events-none absolute end-1 bottom-1 flex gap-1 font-mono text-[10.5px]/[18px]"
            >
              <span data-part="stars" className={`${TAG} px-1`} />
              <span data-part="stack" className={`${TAG} flex items-center gap-1 px-1`}>
                <Layers className="size-3" />
                <span data-part="stack-count" />
              </span>
            </span>
          </span>
        </button>
        <span className="absolute start-0 top-0 grid size-7 place-items-center opacity-0 in-data-selecting:opacity-60 group-hover:opacity-100 group-data-selected:opacity-100 max-tablet:size-11 max-tablet:not-in-data-selecting:hidden">
          {/* The keyboard has a key for it. */}
          <input
            type="checkbox"
            data-part="check"
            tabIndex={-1}
            className="peer absolute inset-0 cursor-pointer appearance-none"
          />
          <span className="pointer-events-none grid size-4 place-items-center rounded-[3px] bg-tag text-transparent inset-ring inset-ring-on-tag/70 peer-checked:bg-blue peer-checked:text-on-blue peer-checked:inset-ring-0">
            <Check className="size-3 stroke-2" />
          </span>
        </span>
      </div>
      <div ref={head} className="absolute inset-x-0 top-0 flex h-9 items-center gap-2.5">
        <h2 data-part="title" className="font-strong text-[13px]">
          …
        </h2>
        <span data-part="count" className="font-mono text-ink-3 text-slug" />
      </div>
    </div>
  );
}
