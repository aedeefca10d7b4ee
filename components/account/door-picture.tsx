import { PlainImage } from "@/components/ui/plain-image";

const CORNERS = [
  "top-[22px] left-[22px] border-t border-l",
  "top-[22px] right-[22px] border-t border-r",
  "bottom-[22px] left-[22px] border-b border-l",
  "right-[22px] bottom-[22px] border-r border-b",
];

/** Decoration: what is inside, before anybody has signed in. */
export function DoorPicture() {
  return (
    <div
      aria-hidden="true"
      className="sticky top-0 h-dvh overflow-hidden bg-well max-laptop:hidden"
    >
      <PlainImage
        src="/samples/17-geometric-arch-stairs.jpg"
        alt=""
        className="size-full object-cover object-[50%_70%]"
      />
      {CORNERS.map((corner) => (
        <i key={corner} className={`absolute size-[18px] border-[oklch(.2_0_0/.7)] ${corner}`} />
      ))}
    </div>
  );
}
