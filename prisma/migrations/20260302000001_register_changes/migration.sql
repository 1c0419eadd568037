-- Changes of the register on record: who moved which accounts where and why, and what a round trip through a spreadsheet
-- proposes. Undone by a change of the other way, never by forgetting.
CREATE SEQUENCE register_change_id_seq;
CREATE SEQUENCE account_change_id_seq;
CREATE SEQUENCE saved_view_id_seq;
CREATE TYPE "register_change_state" AS ENUM ('proposed', 'applied', 'discarded');

CREATE TABLE "register_change" (
    "id" BIGINT NOT NULL DEFAULT nextval('register_change_id_seq'),
    "kind" TEXT NOT NULL,
    "state" "register_change_state" NOT NULL,
    "station_ids" INTEGER[] NOT NULL,
    "accounts" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "summary" JSONB NOT NULL,
    "undoes_id" BIGINT,
    "file_name" TEXT,
    "file_sha256" TEXT,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "applied_by_id" TEXT,
    "applied_by_name" TEXT,
    "applied_at" TIMESTAMPTZ,

    CONSTRAINT "register_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT register_change_applied CHECK ((state = 'applied') = (applied_at IS NOT NULL))
);
CREATE UNIQUE INDEX "register_change_undoes_id_key" ON "register_change"("undoes_id");

-- One account in one change: what of it was, and what it became. Its page tells its history from these.
CREATE TABLE "account_change" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('account_change_id_seq'),
    "change_id" BIGINT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "account_change_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "account_change_station_id_account_id_fkey" FOREIGN KEY ("station_id", "account_id") REFERENCES "account"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "account_change_station_id_account_id_idx" ON "account_change"("station_id", "account_id");
CREATE INDEX "account_change_change_id_idx" ON "account_change"("change_id");
CREATE TRIGGER account_change_append_only BEFORE UPDATE OR DELETE ON "account_change" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_change_no_truncate BEFORE TRUNCATE ON "account_change" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a row of a returned list proposes, or why it cannot.
CREATE TABLE "round_trip_row" (
    "change_id" BIGINT NOT NULL,
    "row_no" INTEGER NOT NULL,
    "account_no" TEXT COLLATE "C" NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "refusal" JSONB,

    CONSTRAINT "round_trip_row_pkey" PRIMARY KEY ("change_id", "row_no"),
    CONSTRAINT "round_trip_row_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "register_change"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A list's filters under a name of one's own.
CREATE TABLE "saved_view" (
    "id" BIGINT NOT NULL DEFAULT nextval('saved_view_id_seq'),
    "user_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_view_user_id_list_name_key" ON "saved_view"("user_id", "list", "name");
