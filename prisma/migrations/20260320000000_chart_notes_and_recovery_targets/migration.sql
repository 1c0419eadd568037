-- What a reader of the charts must know of a month, and what work orders are to bring. Both are small and shared: station
-- 0 is the whole company, district 0 the whole station.
CREATE SEQUENCE chart_note_id_seq;
CREATE TYPE "chart_note_kind" AS ENUM ('price-change', 'campaign', 'weather', 'other');

CREATE TABLE "chart_note" (
    "id" BIGINT NOT NULL DEFAULT nextval('chart_note_id_seq'),
    "station_id" INTEGER NOT NULL DEFAULT 0,
    "district_id" INTEGER NOT NULL DEFAULT 0,
    "month" DATE NOT NULL,
    "kind" "chart_note_kind" NOT NULL,
    "text" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "chart_note_pkey" PRIMARY KEY ("id"),
    CONSTRAINT chart_note_district_has_station CHECK (district_id = 0 OR station_id <> 0)
);
CREATE INDEX "chart_note_station_id_month_idx" ON "chart_note"("station_id", "month");

-- In force from its month until the next one begins; 0 ends it.
CREATE TABLE "recovery_target" (
    "station_id" INTEGER NOT NULL,
    "effective_from" DATE NOT NULL,
    "monthly_fen" BIGINT NOT NULL,
    "set_by_name" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "recovery_target_pkey" PRIMARY KEY ("station_id", "effective_from"),
    CONSTRAINT recovery_target_not_negative CHECK (monthly_fen >= 0)
);
