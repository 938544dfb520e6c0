-- loop.prediction: how many answers a session, and an address, flagged on a day (UTC); only today's rows are kept ---------
create table flag_counts (
    day    date not null,
    origin text not null,
    flags  bigint not null,
    primary key (day, origin)
);

-- loop.labeling: one task for a content that is flagged again and again ------------------------------------------------
-- The task that flags of a content share: its first one; a blind one goes before a guided one, since its label serves both.
create table content_tasks (
    content bytea primary key, -- predictions.photo_sha256
    task_id uuid not null references predictions (id) on delete cascade,
    blind   boolean not null
);
create index content_tasks_of_task on content_tasks (task_id);

insert into content_tasks (content, task_id, blind)
select distinct on (p.photo_sha256) p.photo_sha256, t.id, t.purpose = 'evaluation'
from tasks t
join predictions p on p.id = t.id
order by p.photo_sha256, t.purpose, t.id;

-- Images that have the task of another one in place of their own, with its ground truth. Where that task is erased, they
-- get one of their own by the next sampling sweep.
create table shared_tasks (
    prediction_id uuid primary key references predictions (id) on delete cascade,
    task_id       uuid not null references tasks (id) on delete cascade,
    shared_at     timestamptz not null
);
create index shared_tasks_of_task on shared_tasks (task_id);

-- an image that shares a task has a row of its own, so estimates and lists read all images alike
alter table ground_truth
    drop constraint ground_truth_task_id_fkey,
    add foreign key (task_id) references predictions (id) on delete cascade;

create function forget_shared_truth() returns trigger language plpgsql as
$$
begin
    delete from ground_truth where task_id = old.prediction_id;
    return null;
end
$$;

create trigger shared_task_gone after delete on shared_tasks
    for each row execute function forget_shared_truth();

create or replace view task_states as
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
       coalesce(s.shared_at, t.delivered_at) as delivered_at,
       g.decided_at
from sampling_ledger l
left join shared_tasks s on s.prediction_id = l.prediction_id
left join tasks t on t.id = coalesce(s.task_id, l.prediction_id)
left join ground_truth g on g.task_id = l.prediction_id
where l.task_purpose is not null;
