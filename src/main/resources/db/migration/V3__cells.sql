-- loop.monitoring: the sums that estimates are made of -----------------------------------------------------------------
-- They are counted by the job that makes the estimates, hour by hour, and never by an upload: so uploads share no row, and
-- an estimate reads a few sums however long the history is. The next run counts the whole history once.
drop table traffic_hours;
delete from traffic_counted;

-- Temperatures fitted on blind labels of windows that were closed. A row holds for answers from valid_from on, always
-- later than the fit: so no answer's confidence knows its own label. Before a version's first row, model.json's holds.
create table calibrations (
    model_version    integer not null references model_versions (number),
    valid_from       timestamptz not null,
    fitted_at        timestamptz not null,
    labels_until     timestamptz not null, -- of answers before this moment
    temperature      double precision not null check (temperature > 0),
    -- temperature of model.json / this one: a stored probability to this power, normalised, is the calibrated one
    sharpness        double precision not null check (sharpness > 0),
    labels           bigint not null,
    log_loss_before  double precision not null,
    log_loss_after   double precision not null,
    primary key (model_version, valid_from)
);

-- Answers with the confidence f that estimates believe, and its tenth: the largest of the probabilities to the power of
-- sharpness, normalised. Exponents are bounded, since PostgreSQL refuses results that are too small to be told from 0.
-- The two "offset 0" keep f from being computed once for each place where it is used.
create view calibrated_answers as
select p.id,
       p.model_version,
       date_trunc('hour', p.created_at, 'UTC') as hour,
       p.label,
       p.role,
       c.f,
       c.tenth
from predictions p
left join lateral (
    select sharpness from calibrations
    where model_version = p.model_version and valid_from <= p.created_at
    order by valid_from desc limit 1
) s on true
cross join lateral (
    select f, greatest(0, least(9, floor(f * 10)))::smallint as tenth
    from (
        select case
            when s.sharpness is null then p.confidence
            else coalesce(
                1 / (select sum(exp(greatest(-700, s.sharpness * ln(greatest(q, 1e-300) / p.confidence))))
                     from unnest(p.probabilities) q),
                p.confidence)
        end as f
        offset 0
    ) once
    offset 0
) c;

-- closed tasks that told something: a class, or that none can be told (truth is null)
create view labelled_answers as
select g.task_id as id,
       a.model_version,
       a.hour,
       a.label as predicted,
       a.tenth,
       g.label as truth,
       task.stream,
       task.task_purpose = 'evaluation' as blind,
       a.role,
       random.probability as random,
       coalesce(low.probability, 0) as low_confidence,
       coalesce(flag.probability, 0) as flag,
       a.f
from ground_truth g
join calibrated_answers a on a.id = g.task_id
join sampling_ledger task on task.prediction_id = g.task_id and task.task_purpose is not null
join sampling_ledger random on random.prediction_id = g.task_id and random.stream = 'random'
left join sampling_ledger low on low.prediction_id = g.task_id and low.stream = 'low_confidence'
left join sampling_ledger flag on flag.prediction_id = g.task_id and flag.stream = 'user_feedback'
where g.outcome <> 'skipped';

-- answers of a version in an hour, by predicted class and tenth of confidence
create table answer_cells (
    model_version integer not null,
    hour          timestamptz not null,
    label         text not null,
    tenth         smallint not null,
    answered      bigint not null,
    f_sum         double precision not null,
    primary key (model_version, hour, label, tenth)
);

-- labels of those answers, by all that an estimator weighs them by
create table label_cells (
    model_version  integer not null,
    hour           timestamptz not null,
    predicted      text not null,
    tenth          smallint not null,
    truth          text,
    stream         text not null,
    blind          boolean not null,
    role           text not null,
    random         double precision not null,
    low_confidence double precision not null,
    flag           double precision not null,
    n              bigint not null,
    f_sum          double precision not null,
    ff_sum         double precision not null
);
create index label_cells_of_hour on label_cells (model_version, hour);

-- one row for each hour with answers: how many of its blind tasks are closed
create table answer_hours (
    model_version integer not null,
    hour          timestamptz not null,
    blind_tasks   bigint not null,
    blind_closed  bigint not null,
    primary key (model_version, hour)
);
create index answer_hours_newest on answer_hours (hour);

-- figures of one predicted class; null is all classes
alter table estimates add column label text;
alter table estimates
    drop constraint estimates_model_version_window_kind_window_start_as_of_esti_key,
    add unique nulls not distinct (model_version, window_kind, window_start, as_of, label, estimator);
