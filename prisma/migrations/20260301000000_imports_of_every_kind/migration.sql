-- Files of every kind and size: kept under their digest, mapped, checked and committed by jobs.
ALTER TYPE "import_state" ADD VALUE 'uploaded' BEFORE 'checked';

ALTER TABLE "import_batch"
    ADD COLUMN "file_bytes" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "station_ids" INTEGER[] NOT NULL DEFAULT '{}',
    ADD COLUMN "header" TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN "sample" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "source" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "mapping" JSONB,
    ADD COLUMN "summary" JSONB,
    ADD COLUMN "failure" JSONB,
    ADD COLUMN "job_id" BIGINT;
CREATE INDEX "import_batch_file_sha256_idx" ON "import_batch"("file_sha256");

-- Only rows with something to say are kept, with their cells in the file's own order.
ALTER TABLE "import_row" DROP COLUMN "parsed", ADD COLUMN "severity" TEXT NOT NULL DEFAULT 'none';
CREATE INDEX "import_row_batch_id_severity_row_no_idx" ON "import_row"("batch_id", "severity", "row_no");
UPDATE "import_row" SET
    "cells" = jsonb_build_array(cells -> 'month', cells -> 'station', cells -> 'category', cells -> 'accounts', cells -> 'energyKwh', cells -> 'amountYuan'),
    "severity" = CASE
        WHEN findings @> '[{"severity": "blocker"}]' THEN 'blocker'
        WHEN findings @> '[{"severity": "held"}]' AND decision -> 'confirmed' IS NOT DISTINCT FROM 'null' THEN 'held'
        ELSE 'none' END;
UPDATE "import_batch" b SET
    "header" = '{month,station,category,accounts,energy_kwh,amount_yuan}',
    "mapping" = '{"month": 0, "station": 1, "category": 2, "accounts": 3, "energyKwh": 4, "amountYuan": 5}',
    "sample" = COALESCE((SELECT jsonb_agg(r.cells ORDER BY r.row_no) FROM "import_row" r WHERE r.batch_id = b.id AND r.row_no <= 21), '[]'),
    "outcome" = CASE WHEN outcome IS NOT NULL THEN outcome || '{"left": 0}' END,
    "state" = CASE WHEN state = 'checked' THEN 'discarded' ELSE state END;

-- Which column is which, as it was settled for files with the same header.
CREATE TABLE "import_mapping" (
    "kind" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("kind", "fingerprint")
);

-- What a meter with several registers read, in watt-hours by period of the tariff.
ALTER TABLE "bill" ADD COLUMN "registers" JSONB;

-- Each partition says its one month itself: cheaper to prove than a rule over all months, and enough for ATTACH.
ALTER TABLE "bill" DROP CONSTRAINT bill_month_first_day;
CREATE OR REPLACE FUNCTION ensure_bill_partition(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', month)::date;
  partition_name text := 'bill_' || to_char(first_day, 'YYYYMM');
BEGIN
  IF to_regclass(partition_name) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF bill (CONSTRAINT bill_one_month CHECK (month = %L)) FOR VALUES FROM (%L) TO (%L)',
      partition_name, first_day, first_day, (first_day + interval '1 month')::date);
  END IF;
END $$;
DO $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'bill'::regclass LOOP
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT bill_one_month CHECK (month = %L)', part, to_date(right(part::text, 6), 'YYYYMM'));
  END LOOP;
END $$;
