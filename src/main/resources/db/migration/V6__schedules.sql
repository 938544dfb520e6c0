-- platform.schedule ---------------------------------------------------------------------------------------------------
-- the schedule that next_run_at follows from, and the last success, which the history forgets
alter table jobs
    add column schedule        text,
    add column last_success_at timestamptz;

update jobs
set last_success_at = (select max(finished_at) from job_runs where job = jobs.name and state = 'succeeded');
