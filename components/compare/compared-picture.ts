import type { GenerationView, VariantView } from "@/lib/generation/schema";
import type { ImageView } from "@/lib/image/schema";

export type ComparedPicture = {
  generation: GenerationView;
  variant: VariantView;
  image: ImageView;
};
