import { PlainImage } from "@/components/ui/plain-image";
import { useMovedBy, type Zoom } from "@/components/viewer/use-zoom";
import type { Size } from "@/components/viewer/zoom";
import type { ImageView } from "@/lib/image/schema";
import { imageUrl } from "@/lib/image/schema/facts";

const WIDTH = 50;
const HEIGHT = 62;

type MinimapProps = { image: ImageView; zoom: Zoom; stageSize: Size };

/** Which part of the picture is in sight. */
export function Minimap({ image, zoom, stageSize }: MinimapProps) {
  const small = Math.min(WIDTH / image.width, HEIGHT / image.height);
  const [width, height] = [image.width * small, image.height * small];
  const factor = small / zoom.view.scale;
  const frame = { width: stageSize.width * factor, height: stageSize.height * factor };
  const seen = useMovedBy<HTMLSpanElement>(zoom, ({ x, y }) => ({
    x: width / 2 - x * factor - frame.width / 2,
    y: height / 2 - y * factor - frame.height / 2,
  }));
  return (
    <div
      aria-hidden="true"
      style={{ width, height }}
      className="pointer-events-none absolute top-3 right-3 overflow-hidden rounded-print shadow-[0_0_0_1px_oklch(1_0_0/.5)]"
    >
      <PlainImage src={imageUrl(image.id, 320)} alt="" className="size-full" />
      <span
        ref={seen}
        className="absolute top-0 left-0 shadow-[0_0_0_1.5px_#fff,0_0_0_100px_oklch(0_0_0/.45)] will-change-[translate]"
        style={frame}
      />
    </div>
  );
}
