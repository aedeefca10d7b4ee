/** Decoration: what is inside, before anybody has signed in. */
export function DoorPicture() {
  return (
    <div
      aria-hidden="true"
      className="sticky top-0 h-dvh overflow-hidden bg-well max-laptop:hidden"
    >
      {/* biome-ignore lint/performance/noImgElement: the optimizer is off, see next.config.ts */}
      <img
        src="/samples/17-geometric-arch-stairs.jpg"
        alt=""
        className="size-full object-cover object-[50%_70%]"
      />
      <i className="absolute top-[22px] left-[22px] size-[18px] border-t border-l border-[oklch(.2_0_0/.7)]" />
      <i className="absolute top-[22px] right-[22px] size-[18px] border-t border-r border-[oklch(.2_0_0/.7)]" />
    </div>
  );
}
