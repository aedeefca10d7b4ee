-- Every look at the storage is asked for by somebody.
ALTER TABLE "storage_check" ALTER COLUMN "team_id" SET NOT NULL, ALTER COLUMN "person_id" SET NOT NULL;
