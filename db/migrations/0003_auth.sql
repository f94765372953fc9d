-- Sign-in: who holds which password and which session. Sessions live here and end the moment their row goes.
create table auth_session (
  id text primary key,
  person_id text not null references person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on auth_session (person_id);
create index on auth_session (expires_at);

create table auth_account (
  id text primary key,
  person_id text not null references person on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text, refresh_token text, id_token text, scope text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index on auth_account (person_id);
comment on column auth_account.password is 'argon2id, for provider_id ''credential'' whose account_id is the person''s id';

create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- Wrong sign-ins, by account and by address: points used until the instant (ms) at which they are forgotten.
create table sign_in_attempt (key varchar(255) primary key, points integer not null default 0, expire bigint);
