-- What a meter says of a billed period besides its total: registers (watt-hours by period of the tariff), and demand, reactive
-- energy, losses and readings within the period, in the words of the tariff format.
ALTER TABLE "bill" ADD COLUMN IF NOT EXISTS "registers" JSONB;
ALTER TABLE "bill" ADD COLUMN "meter" JSONB;

-- Bills whose recorded energy since 1 January is not what the bills before them add up to, found by the check of their month,
-- with what it should have been: the next month's check goes on from there.
CREATE TABLE "year_to_date_break" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "account_id" BIGINT NOT NULL,
    "right_wh" BIGINT NOT NULL,

    CONSTRAINT "year_to_date_break_pkey" PRIMARY KEY ("station_id", "month", "account_id")
);
CREATE INDEX "year_to_date_break_station_id_account_id_idx" ON "year_to_date_break"("station_id", "account_id");
