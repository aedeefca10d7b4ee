import type { Starter } from "@/components/composer/starters";
import { PlainImage } from "@/components/ui/plain-image";

/** What a first run could be, with pictures of what comes of it. */
export function StarterCard(props: { starter: Starter; start: () => void }) {
  const { starter, start } = props;
  return (
    <li className="relative min-w-0">
      <div aria-hidden="true" className="flex h-[172px] gap-1">
        {starter.pictures.map((src) => (
          <PlainImage
            key={src}
            src={src}
            alt=""
            className="h-full min-w-0 flex-1 rounded-print bg-well object-cover first:flex-[1.3] first:object-[30%_50%]"
          />
        ))}
      </div>
      <div className="mt-2.5 flex items-baseline justify-between gap-2">
        <h4 className="font-strong text-[14px]">
          {/* The whole card is the button; its name is the title. */}
          <button
            type="button"
            onClick={start}
            className="text-start after:absolute after:inset-0 after:rounded-print hover:underline"
          >
            {starter.title}
          </button>
        </h4>
        <span className="font-mono text-ink-3 text-slug">{starter.aspectRatio}</span>
      </div>
      <p className="mt-px text-ink-2 text-small">{starter.text}</p>
    </li>
  );
}
