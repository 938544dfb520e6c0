-- A table is written by the one package named above it; any package may read it.
-- Prediction ids are UUIDs of version 7: they sort by time, so ranges of time are ranges of the primary key.

-- platform.schedule ---------------------------------------------------------------------------------------------------
-- next_run_at is null for jobs that run by hand only; one server runs the job as long as its lease lasts
create table jobs (
    name         text primary key,
    paused       boolean not null default false,
    next_run_at  timestamptz,
    leased_by    text,
    leased_until timestamptz
);

create table job_runs (
    id          bigint generated always as identity primary key,
    job         text not null references jobs (name),
    trigger     text not null check (trigger in ('clock', 'hand')),
    instance    text not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    state       text not null check (state in ('running', 'succeeded', 'failed', 'lost')),
    result      text
);
create index job_runs_newest on job_runs (job, id desc);
create index job_runs_running on job_runs (job) where state = 'running';

-- platform.outbox -----------------------------------------------------------------------------------------------------
create table outbox (
    id              bigint generated always as identity primary key,
    topic           text not null,
    key             text not null,
    payload         jsonb not null,
    state           text not null default 'open' check (state in ('open', 'done', 'dead')),
    attempts        integer not null default 0,
    created_at      timestamptz not null default now(),
    next_attempt_at timestamptz not null default now(),
    leased_until    timestamptz,
    finished_at     timestamptz,
    last_error      text,
    unique (topic, key)
);
create index outbox_open on outbox (topic, next_attempt_at, id) where state = 'open';
create index outbox_dead on outbox (id) where state = 'dead';
create index outbox_done on outbox (finished_at) where state = 'done';

-- platform.auth -------------------------------------------------------------------------------------------------------
create table accounts (
    id            bigint generated always as identity primary key,
    name          text not null,
    password_hash text not null,
    role          text not null check (role in ('viewer', 'annotator', 'admin')),
    created_at    timestamptz not null default now()
);
create unique index accounts_name on accounts (lower(name));

create table sessions (
    token_hash bytea primary key,
    account_id bigint not null references accounts (id) on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index sessions_expiry on sessions (expires_at);

-- attempts in a row by the name of an account, which need not exist, and by address
create table login_attempts (
    key      text primary key,
    attempts integer not null,
    last_at  timestamptz not null
);
create index login_attempts_age on login_attempts (last_at);

create table api_tokens (
    id           bigint generated always as identity primary key,
    account_id   bigint not null references accounts (id) on delete cascade,
    name         text not null,
    token_hash   bytea not null unique,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    unique (account_id, name)
);

-- model.registry ------------------------------------------------------------------------------------------------------
create table model_versions (
    number     integer primary key check (number > 0),
    name       text not null,
    sha256     text not null unique,
    labels     text[] not null,
    manifest   jsonb not null,
    parent     integer references model_versions (number),
    created_at timestamptz not null default now()
);

-- append-only: what an alias pointed at, and from when on
create table model_aliases (
    id           bigint generated always as identity primary key,
    alias        text not null check (alias in ('production', 'candidate', 'previous')),
    version      integer not null references model_versions (number),
    activated_by text not null,
    activated_at timestamptz not null default now()
);
create index model_aliases_newest on model_aliases (alias, id desc);

-- loop.prediction -----------------------------------------------------------------------------------------------------
create table sampling_salts (
    id         text primary key,
    salt       text not null,
    created_at timestamptz not null default now()
);

create table predictions (
    id              uuid primary key,
    created_at      timestamptz not null,
    session_id      text not null,
    model_version   integer not null references model_versions (number),
    label           text not null,
    label_index     integer not null,
    confidence      double precision not null,
    probabilities   double precision[] not null,
    entropy         double precision not null,
    margin          double precision not null,
    role            text not null check (role in ('EVAL', 'TRAIN')),
    photo_key       text not null,
    photo_format    text not null check (photo_format in ('JPEG', 'PNG', 'WEBP')),
    photo_sha256    bytea not null,
    photo_width     integer not null,
    photo_height    integer not null,
    idempotency_key text,
    request_sha256  bytea
);
create index predictions_of_session on predictions (session_id, id desc);
create index predictions_of_version on predictions (model_version, id);
create index predictions_of_label on predictions (label, id);
create index predictions_by_confidence on predictions (confidence);
create unique index predictions_idempotency on predictions (session_id, idempotency_key)
    where idempotency_key is not null;

-- photos that wait for the object store to come back
create table photo_spool (
    prediction_id uuid primary key references predictions (id) on delete cascade,
    bytes         bytea not null
);
alter table photo_spool alter column bytes set storage external;

-- one row for each image and stream: the coin that was thrown, and whether this row carries the image's one task
create table sampling_ledger (
    prediction_id   uuid not null references predictions (id) on delete cascade,
    stream          text not null check (stream in ('random', 'low_confidence', 'user_feedback', 'active_learning')),
    probability     double precision not null,
    coin            double precision not null,
    chosen          boolean not null,
    task_purpose    text check (task_purpose in ('evaluation', 'train')),
    policy          text not null,
    salt_id         text not null references sampling_salts (id),
    model_version   integer not null,
    embedding_model text,
    decided_at      timestamptz not null,
    primary key (prediction_id, stream)
);
create unique index sampling_ledger_one_task on sampling_ledger (prediction_id) where task_purpose is not null;
create index sampling_ledger_tasks on sampling_ledger (model_version, prediction_id) where task_purpose is not null;
create index sampling_ledger_of_stream on sampling_ledger (stream, prediction_id) where task_purpose is not null;
create index sampling_ledger_chosen on sampling_ledger (stream, decided_at) where chosen;

create table feedback (
    id            bigint generated always as identity primary key,
    prediction_id uuid not null references predictions (id) on delete cascade,
    session_id    text not null,
    verdict       text not null check (verdict in ('FLAGGED', 'CONFIRMED', 'CORRECTED')),
    human_label   text,
    created_at    timestamptz not null
);
create index feedback_of_prediction on feedback (prediction_id, id desc);
create index feedback_newest on feedback (created_at);

-- loop.labeling -------------------------------------------------------------------------------------------------------
-- a task whose file was delivered to the annotators' bucket; its id is the prediction's
create table tasks (
    id             uuid primary key references predictions (id) on delete cascade,
    stream         text not null,
    purpose        text not null check (purpose in ('evaluation', 'train')),
    arrived_at     timestamptz not null,
    delivered_at   timestamptz not null,
    task_key       text not null,
    photo_key      text not null,
    required       integer not null default 1,
    truth_version  integer not null default 0,
    state          text not null default 'open' check (state in ('open', 'closed')),
    closed_at      timestamptz,
    reserved_by    bigint,
    reserved_until timestamptz,
    -- while an annotation is being written, so that a click that comes twice is one annotation
    answering_until timestamptz
);
create index tasks_open on tasks (purpose, arrived_at, id) where state = 'open';

create table annotations (
    source     text not null,
    id         text not null,
    task_id    uuid not null references tasks (id) on delete cascade,
    annotator  text not null,
    outcome    text not null check (outcome in ('label', 'bad_image', 'cannot_tell', 'skipped')),
    label      text,
    note       text,
    lead_time  double precision,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    primary key (source, id),
    check ((outcome = 'label') = (label is not null))
);
create index annotations_of_task on annotations (task_id);
create index annotations_of_annotator on annotations (annotator, created_at);

-- files of the output prefixes that were read, by the entity tag they had then
create table annotation_files (
    key     text primary key,
    etag    text not null,
    read_at timestamptz not null
);

create table ground_truth (
    task_id    uuid primary key references tasks (id) on delete cascade,
    outcome    text not null check (outcome in ('label', 'bad_image', 'cannot_tell', 'skipped')),
    label      text,
    votes      integer not null,
    decided_at timestamptz not null,
    updated_at timestamptz not null,
    check ((outcome = 'label') = (label is not null))
);
create index ground_truth_newest on ground_truth (updated_at);
create index ground_truth_of_label on ground_truth (label, task_id);
create index ground_truth_of_outcome on ground_truth (outcome, task_id);

-- up to when the causes of placements were looked through
create table placement_sweeps (
    name        text primary key,
    swept_until timestamptz not null
);

-- where the copies of resolved images lie
create table placements (
    prediction_id uuid primary key references predictions (id) on delete cascade,
    bucket        text not null,
    key           text not null,
    placed_at     timestamptz not null
);

-- SAMPLED -> IN_LABELING -> LABELED or REJECTED, of the images that have a task
create view task_states as
select l.prediction_id,
       case
           when g.outcome = 'label' then 'LABELED'
           when g.outcome is not null then 'REJECTED'
           when t.id is not null then 'IN_LABELING'
           else 'SAMPLED'
       end as state,
       l.stream,
       l.task_purpose,
       l.decided_at as sampled_at,
       t.delivered_at,
       g.decided_at
from sampling_ledger l
left join tasks t on t.id = l.prediction_id
left join ground_truth g on g.task_id = l.prediction_id
where l.task_purpose is not null;

-- of all images: without a task they are NEW
create view image_states as
select p.id as prediction_id,
       coalesce(s.state, 'NEW') as state,
       s.stream,
       s.task_purpose,
       s.sampled_at,
       s.delivered_at,
       s.decided_at
from predictions p
left join task_states s on s.prediction_id = p.id;

-- loop.monitoring -----------------------------------------------------------------------------------------------------
-- one row for each figure; a closed window's is never overwritten: late labels add rows with a newer as_of
create table estimates (
    id            bigint generated always as identity primary key,
    model_version integer not null,
    window_kind   text not null,
    window_start  timestamptz not null,
    window_end    timestamptz not null,
    taken_until   timestamptz not null, -- answers from then on are not in the figures yet: too many tasks are open
    as_of         timestamptz not null,
    estimator     text not null check (estimator in ('random_only', 'hajek', 'difference', 'cbpe', 'naive')),
    value         double precision not null,
    low           double precision,
    high          double precision,
    n_eff         double precision,
    bound_low     double precision not null, -- with every undecided image taken as wrong, then as right
    bound_high    double precision not null,
    labels        bigint not null,
    headline      boolean not null,
    answered      bigint not null,
    blind_tasks   bigint not null,
    blind_closed  bigint not null,
    provisional   boolean not null,
    stream_labels jsonb not null,
    unique (model_version, window_kind, window_start, as_of, estimator)
);

-- answers of a version in an hour: a window's traffic is a sum of hours, however long the history
create table traffic_hours (
    model_version  integer not null,
    hour           timestamptz not null,
    answered       bigint not null,
    confidence_sum double precision not null,
    primary key (model_version, hour)
);

-- the last moment up to which traffic has been counted; one row
create table traffic_counted (
    until    timestamptz not null,
    only_row boolean primary key default true check (only_row)
);

-- images whose ground truth or flag changed since the last estimates: kept by triggers, in the writer's transaction,
-- so that no writer can forget it and no clock can hide it
create table estimate_changes (
    id            bigint generated always as identity primary key,
    prediction_id uuid not null
);

create function note_estimate_change() returns trigger language plpgsql as
$$
begin
    insert into estimate_changes (prediction_id)
    values ((to_jsonb(coalesce(new, old)) ->> tg_argv[0])::uuid);
    return null;
end
$$;

create trigger ground_truth_changed after insert or update or delete on ground_truth
    for each row execute function note_estimate_change('task_id');
create trigger image_flagged after insert on sampling_ledger
    for each row when (new.stream = 'user_feedback') execute function note_estimate_change('prediction_id');
