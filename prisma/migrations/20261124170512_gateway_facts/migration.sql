-- AlterTable
ALTER TABLE "image" ADD COLUMN     "looks_empty" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "model_gap" (
    "gateway_key_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_gap_pkey" PRIMARY KEY ("gateway_key_id","model")
);

-- CreateTable
CREATE TABLE "gateway_word" (
    "word" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gateway_word_pkey" PRIMARY KEY ("word")
);

-- AddForeignKey
ALTER TABLE "model_gap" ADD CONSTRAINT "model_gap_gateway_key_id_fkey" FOREIGN KEY ("gateway_key_id") REFERENCES "gateway_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


