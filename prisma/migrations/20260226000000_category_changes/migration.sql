-- A change of what a category is called or classed as, proposed by one person; its class is changed by another.
CREATE SEQUENCE tariff_category_change_id_seq;
CREATE TYPE "tariff_category_change_state" AS ENUM ('proposed', 'applied', 'rejected');

CREATE TABLE "tariff_category_change" (
    "id" BIGINT NOT NULL DEFAULT nextval('tariff_category_change_id_seq'),
    "category_code" TEXT COLLATE "C" NOT NULL,
    "before" JSONB NOT NULL,
    "proposed" JSONB NOT NULL,
    "class_changes" BOOLEAN NOT NULL,
    "state" "tariff_category_change_state" NOT NULL DEFAULT 'proposed',
    "proposer_id" TEXT NOT NULL,
    "proposer_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ NOT NULL,
    "decided_by_id" TEXT,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ,

    CONSTRAINT "tariff_category_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT tariff_category_change_four_eyes CHECK (state <> 'applied' OR NOT class_changes OR decided_by_id <> proposer_id)
);
CREATE INDEX "tariff_category_change_category_code_idx" ON "tariff_category_change"("category_code");
