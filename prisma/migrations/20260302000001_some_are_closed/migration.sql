-- The few closed accounts among millions in use.
CREATE INDEX account_closed_order ON "account" (account_no, station_id) WHERE closed_on IS NOT NULL;
