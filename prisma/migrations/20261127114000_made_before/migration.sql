-- CreateIndex
CREATE INDEX "generation_reference_reference_image_id_generation_id_idx" ON "generation_reference"("reference_image_id", "generation_id" DESC);
