-- The life of a user's account: opened on request and approval, first password changed at once, passwords that age, accounts
-- that fall out of use, leave and return. Who left stays as a name without a way in.
CREATE TYPE "user_status" AS ENUM ('active', 'on-leave', 'disabled', 'left');

ALTER TABLE "app_user"
    ADD COLUMN "status" "user_status" NOT NULL DEFAULT 'active',
    ADD COLUMN "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "password_changed_at" TIMESTAMPTZ,
    -- Until when a first password opens anything.
    ADD COLUMN "first_password_until" TIMESTAMPTZ,
    ADD COLUMN "last_seen_at" TIMESTAMPTZ,
    -- False for the demonstration's users, whose passwords are public anyway.
    ADD COLUMN "ages" BOOLEAN NOT NULL DEFAULT true,
    ADD COLUMN "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false;
UPDATE "app_user" SET "password_changed_at" = now(), "last_seen_at" = now();

CREATE TABLE "user_second_factor" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ,

    CONSTRAINT "user_second_factor_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "user_second_factor_user_id_idx" ON "user_second_factor"("user_id");
ALTER TABLE "user_second_factor" ADD CONSTRAINT "user_second_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The rules of accounts as named, dated settings, each with the text it comes from.
CREATE TABLE "identity_setting" (
    "key" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "value" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "identity_setting_pkey" PRIMARY KEY ("key", "effective_from")
);
INSERT INTO "identity_setting" ("key", "effective_from", "value", "source") VALUES
    ('password-max-age-days', '2014-01-01', '31', '公司信息系统账号管理规定：密码至多使用一个月'),
    ('password-min-age-days', '2014-01-01', '5', '公司信息系统账号管理规定：密码至少使用五天（强制重置除外）'),
    ('password-overdue-days', '2014-01-01', '5', '公司信息系统账号管理规定：逾期五天未改密码即停用'),
    ('unused-days', '2014-01-01', '30', '公司信息系统账号管理规定：三十天未使用即停用'),
    ('login-failures', '2014-01-01', '5', '公司信息系统账号管理规定：连续五次登录失败即锁定'),
    ('lock-minutes', '2014-01-01', '15', '锁定按账号与来源地址计时，使任何人都不能长期锁住同事的账号'),
    ('first-password-hours', '2014-01-01', '72', '初始密码一次有效，逾时作废'),
    ('second-factor-roles', '2014-01-01', '', '须使用动态口令登录的岗位，逗号分隔；空为不强制');

-- Every change of an account or right: who asked on which written request, who approved, who carried it out.
CREATE SEQUENCE user_request_id_seq;
CREATE TYPE "user_request_kind" AS ENUM ('open', 'change-rights', 'leave', 'return', 'remove', 'reset-password', 'reset-second-factor');
CREATE TYPE "user_request_state" AS ENUM ('requested', 'approved', 'rejected', 'done');
CREATE TABLE "user_request" (
    "id" BIGINT NOT NULL DEFAULT nextval('user_request_id_seq'),
    "kind" "user_request_kind" NOT NULL,
    "username" TEXT NOT NULL,
    -- Name, role and stations asked for; null where the kind has none.
    "rights" JSONB,
    "written_request" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "user_request_state" NOT NULL DEFAULT 'requested',
    "requested_by_id" TEXT NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ NOT NULL,
    "decided_by_id" TEXT,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ,
    "decision_reason" TEXT,
    "done_by_id" TEXT,
    "done_by_name" TEXT,
    "done_at" TIMESTAMPTZ,

    CONSTRAINT "user_request_pkey" PRIMARY KEY ("id"),
    CONSTRAINT user_request_four_eyes CHECK ("decided_by_id" IS NULL OR "decided_by_id" <> "requested_by_id"),
    CONSTRAINT user_request_carried_out_by_another CHECK ("done_by_id" IS NULL OR "done_by_id" <> "decided_by_id")
);
CREATE INDEX "user_request_state_id_idx" ON "user_request"("state", "id");
-- One change of an account at a time.
CREATE UNIQUE INDEX user_request_one_under_way ON "user_request" ("username") WHERE "state" IN ('requested', 'approved');
