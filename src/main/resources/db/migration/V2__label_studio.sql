-- loop.labeling: what Label Studio has of ours ------------------------------------------------------------------------
-- The project of each stream. Its source names its annotations: a project that was made anew, with its birth, is another
-- one, since a Label Studio that was reset counts from 1 again.
create table label_studio_projects (
    stream           text primary key check (stream in ('random', 'low_confidence', 'user_feedback', 'active_learning')),
    project          bigint not null,
    source           text not null unique,
    -- where people open it
    address          text not null,
    source_storage   bigint not null,
    -- changes up to here were read
    reconciled_until timestamptz
);

-- Its tasks by their ids there. One that somebody else imported has no task_id; a row of tasks comes after its file, so
-- nothing refers to it.
create table label_studio_tasks (
    source  text not null,
    id      bigint not null,
    task_id uuid,
    overlap integer not null,
    gone_at timestamptz,
    primary key (source, id)
);
create index label_studio_tasks_of_task on label_studio_tasks (task_id);
