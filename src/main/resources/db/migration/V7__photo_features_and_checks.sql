-- loop.prediction: what photos look like -------------------------------------------------------------------------------
-- A table of its own: a row is forty times as wide as one of predictions, which are counted and summed. Predictions from
-- before it was there have no row until a check asks for them. Numbers are those of model.inference.PictureProperties; an
-- embedding has 2 bytes a dimension (binary16, little-endian).
create table photo_features (
    prediction_id   uuid primary key references predictions (id) on delete cascade,
    problem         text check (problem in ('missing', 'undecodable', 'animated', 'too_many_pixels', 'too_small')),
    brightness      double precision,
    contrast        double precision,
    red             double precision,
    green           double precision,
    blue            double precision,
    sharpness       double precision,
    difference_hash bigint,
    pixels_sha256   bytea,
    embedding       bytea,
    check (problem is not null or brightness is not null)
);
-- embeddings do not compress, and a row that stays in one piece is written and read at once
alter table photo_features alter column embedding set storage external;
alter table photo_features set (toast_tuple_target = 4096);

-- loop.monitoring.drift ------------------------------------------------------------------------------------------------
-- a comparison of two windows of a version's answers
create table check_runs (
    id               bigint generated always as identity primary key,
    trigger          text not null check (trigger in ('clock', 'hand')),
    state            text not null check (state in ('running', 'finished', 'failed')),
    model_version    integer not null references model_versions (number),
    started_at       timestamptz not null,
    finished_at      timestamptz,
    reference_start  timestamptz,
    reference_end    timestamptz,
    reference_photos integer,
    current_start    timestamptz,
    current_end      timestamptz,
    current_photos   integer,
    error            text,
    report_key       text
);
create index check_runs_newest on check_runs (model_version, id desc) where state = 'finished';
-- one at a time, whichever server it is on
create unique index check_runs_one on check_runs (state) where state = 'running';

create table check_results (
    run_id     bigint not null references check_runs (id) on delete cascade,
    position   integer not null,
    check_name text not null,
    status     text not null check (status in ('pass', 'warn', 'fail', 'not_enough_data')),
    value      double precision,
    blocking   boolean not null,
    result     jsonb not null,
    primary key (run_id, position)
);
create index check_results_of_check on check_results (check_name, run_id desc);
