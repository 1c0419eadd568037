-- Millions of accounts in one box: names by their pinyin initials and in their order, lists by keys that no two rows share.

-- Filled by whoever writes a name (`pinyinInitials`); '' where that has not happened yet, which the worker makes good.
ALTER TABLE "account" ADD COLUMN "name_initials" TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX account_without_initials ON "account" (station_id, id) WHERE name_initials = '';

-- Names in the order of their initials, which is nearly that of their pinyin; exact names and names that begin so.
DROP INDEX account_name_lookup;
CREATE INDEX account_initials_order ON "account" (name_initials, account_no, station_id);
CREATE INDEX account_name_begins ON "account" (name COLLATE "C");

-- A number that moved between stations stands in both: the station makes the key whole.
DROP INDEX account_no_lookup;
CREATE INDEX account_no_order ON "account" (account_no, station_id);
DROP INDEX "account_station_id_district_id_idx";
CREATE INDEX account_district_order ON "account" (station_id, district_id, account_no);

-- The few accounts of a rare category, and the few bills whose energy spreads over several.
CREATE INDEX tariff_assignment_in_force ON "tariff_assignment" (remainder_category_id, station_id, account_id) WHERE valid_to IS NULL;
CREATE INDEX bill_in_parts ON "bill" (station_id) WHERE parts IS NOT NULL;
