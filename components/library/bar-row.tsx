import type { ReactNode } from "react";

type BarRowProps = { press: () => void; aside?: ReactNode; children: ReactNode };

/** One choice in a popover of the selection's bar. */
export const BarRow = ({ press, aside, children }: BarRowProps) => (
  <li>
    <button
      type="button"
      onClick={press}
      className="flex min-h-[30px] w-full items-center gap-2 rounded-[5px] px-2 text-start hover:bg-hover max-tablet:min-h-11"
    >
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside ? <span className="font-mono text-ink-3 text-slug">{aside}</span> : null}
    </button>
  </li>
);
