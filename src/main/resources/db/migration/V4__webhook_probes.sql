-- loop.labeling: announcements that were made to see whether they arrive -----------------------------------------------
-- A day's worth; any server of a cluster may be the one that is told.
create table webhook_probes (
    id         uuid primary key,
    arrived_at timestamptz not null default now()
);
