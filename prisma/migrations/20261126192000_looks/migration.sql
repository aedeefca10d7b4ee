CREATE TABLE "image_look" (
    "image_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "colours" TEXT[],
    "signature" bit(144) NOT NULL,

    CONSTRAINT "image_look_pkey" PRIMARY KEY ("image_id")
);

CREATE INDEX "image_look_team_id_idx" ON "image_look"("team_id");
CREATE INDEX "image_look_colours_idx" ON "image_look" USING GIN ("colours");
CREATE INDEX "generation_team_id_code_idx" ON "generation"("team_id", "code");

ALTER TABLE "image_look" ADD CONSTRAINT "image_look_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "image"("id") ON DELETE CASCADE ON UPDATE CASCADE;
