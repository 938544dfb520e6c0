-- who is disabled keeps the account's history, and gets in no longer
alter table accounts
    add column disabled_at timestamptz;

-- browsers that an account has logged in from: strangers who try passwords do not lock these out
create table login_devices (
    token_hash    bytea primary key,
    account_id    bigint not null references accounts (id) on delete cascade,
    last_login_at timestamptz not null
);
create index login_devices_account on login_devices (account_id, last_login_at);

-- keys that all servers of one database share: by the first of them the cookies of end users are signed
create table auth_keys (
    purpose    text primary key,
    key        bytea not null,
    created_at timestamptz not null default now()
);

-- attempts have other keys from now on
delete from login_attempts;
