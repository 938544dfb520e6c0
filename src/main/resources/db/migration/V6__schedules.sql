-- platform.schedule ---------------------------------------------------------------------------------------------------
-- the schedule that next_run_at follows from, and the last success, which the history forgets
alter table jobs
    add column schedule        text,
    add column last_success_at timestamptz;

update jobs
set last_success_at = (select max(finished_at) from job_runs where job = jobs.name and state = 'succeeded');

-- Grafana's account, where it was made before: what the dashboards read, and nothing of accounts or photos
do
$$
begin
    if exists (select from pg_roles where rolname = 'grafana') then
        grant select on estimates, annotations, task_states, ground_truth, job_runs to grafana;
        grant select (verdict, created_at) on feedback to grafana;
    end if;
end
$$;
