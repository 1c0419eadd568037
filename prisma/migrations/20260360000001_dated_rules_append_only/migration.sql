-- Dated rules are added and never edited: what was reckoned by one can be reckoned again, and how many there are tells whether
-- one was added.
CREATE TRIGGER penalty_rule_append_only BEFORE UPDATE OR DELETE ON "penalty_rule" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER penalty_rule_no_truncate BEFORE TRUNCATE ON "penalty_rule" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_exception_append_only BEFORE UPDATE OR DELETE ON "calendar_exception" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_exception_no_truncate BEFORE TRUNCATE ON "calendar_exception" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_due_rule_append_only BEFORE UPDATE OR DELETE ON "order_due_rule" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_due_rule_no_truncate BEFORE TRUNCATE ON "order_due_rule" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
