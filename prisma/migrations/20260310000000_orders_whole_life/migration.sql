-- The whole life of a work order: raised again by the system, closed, reversed by a linked order; two accounts in one
-- order; whose error it was, and the penalty for a customer's own.
ALTER TYPE "work_order_state" ADD VALUE 'raised' AFTER 'applied';
ALTER TYPE "adjustment_kind" ADD VALUE 'penalty';

ALTER TABLE "work_order"
    ADD COLUMN "breach" JSONB,
    ADD COLUMN "penalty_fen" BIGINT,
    ADD COLUMN "partner_account_id" BIGINT,
    ADD COLUMN "transfers" JSONB,
    ADD COLUMN "reverses_id" BIGINT,
    ADD COLUMN "previous_assignment_id" BIGINT,
    ADD COLUMN "checked_month" DATE,
    ADD COLUMN "raised_reason" JSONB,
    ADD COLUMN "verified_at" TIMESTAMPTZ,
    ADD COLUMN "closed_at" TIMESTAMPTZ;

ALTER TABLE "work_order" ADD CONSTRAINT work_order_partner_fkey FOREIGN KEY ("station_id", "partner_account_id") REFERENCES "account"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "work_order" ADD CONSTRAINT work_order_reverses_fkey FOREIGN KEY ("station_id", "reverses_id") REFERENCES "work_order"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "work_order" ADD CONSTRAINT work_order_two_accounts CHECK (partner_account_id IS NULL OR partner_account_id <> account_id);
CREATE INDEX "work_order_station_id_partner_account_id_idx" ON "work_order"("station_id", "partner_account_id");

-- What an order did is taken back once.
CREATE UNIQUE INDEX work_order_one_reversal ON "work_order" (station_id, reverses_id)
  WHERE reverses_id IS NOT NULL AND state NOT IN ('rejected', 'cancelled');

-- A month of an order is a month of one of its accounts.
ALTER TABLE "back_billing_month" ADD COLUMN "account_id" BIGINT, ADD COLUMN "penalty_fen" BIGINT NOT NULL DEFAULT 0;
UPDATE "back_billing_month" AS m SET account_id = o.account_id FROM "work_order" o WHERE o.station_id = m.station_id AND o.id = m.work_order_id;
ALTER TABLE "back_billing_month" ALTER COLUMN "account_id" SET NOT NULL, DROP CONSTRAINT "back_billing_month_pkey",
    ADD CONSTRAINT "back_billing_month_pkey" PRIMARY KEY ("station_id", "work_order_id", "account_id", "month");

DROP INDEX "adjustment_station_id_work_order_id_bill_month_kind_categor_key";
CREATE UNIQUE INDEX "adjustment_order_account_month_kind_category_key" ON "adjustment"("station_id", "work_order_id", "account_id", "bill_month", "kind", "category_id");

-- What a customer's own breach costs besides the difference: dated, with its legal source. A month takes the rule that was
-- in force on its first day.
CREATE TABLE "penalty_rule" (
    "effective_from" DATE NOT NULL,
    "factor" TEXT NOT NULL,
    "fixed" BOOLEAN NOT NULL,
    "months_when_unknown" INTEGER NOT NULL,
    "source_zh" TEXT NOT NULL,
    "source_en" TEXT NOT NULL,

    CONSTRAINT "penalty_rule_pkey" PRIMARY KEY ("effective_from"),
    CONSTRAINT penalty_rule_months CHECK (months_when_unknown > 0)
);
INSERT INTO "penalty_rule" VALUES
    ('1996-10-08', '2', true, 3, '《供电营业规则》（电力工业部令第8号，1996年）第一百条第一项', 'Rules for Electric Power Supply and Business (Ministry of Electric Power, Order No. 8, 1996), Article 100 (1)'),
    ('2024-06-01', '2', false, 3, '《供电营业规则》（国家发展和改革委员会令第14号，2024年）第一百零一条第一项', 'Rules for Electric Power Supply and Business (National Development and Reform Commission, Order No. 14, 2024), Article 101 (1)');
