-- How often one may knock: named and dated like the other rules of accounts.
INSERT INTO "identity_setting" ("key", "effective_from", "value", "source") VALUES
    ('login-failures-per-address', '2014-01-01', '50', '同一来源地址在锁定时长内的失败次数上限，不论账号'),
    ('login-failures-per-account', '2014-01-01', '50', '同一账号在锁定时长内的失败次数上限，不论来源地址；三十天内登录成功过的地址不受此限'),
    ('actions-per-minute', '2014-01-01', '600', '每人每分钟的操作次数上限，防止程序化滥用'),
    ('searches-per-minute', '2014-01-01', '600', '每人每分钟的查找次数上限'),
    ('exports-per-hour', '2014-01-01', '200', '每人每小时的导出与下载次数上限，防止成批取走个人信息'),
    ('reveals-per-hour', '2014-01-01', '120', '每人每小时查看完整个人信息的次数上限');
