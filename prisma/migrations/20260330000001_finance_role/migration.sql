-- Whoever confirms a project's benefit for the finance department. Not used in this transaction: PostgreSQL would refuse.
ALTER TYPE "role" ADD VALUE IF NOT EXISTS 'finance';
