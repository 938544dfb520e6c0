-- The account of Grafana's data source PostgreSQL: it reads what the dashboards show, and nothing of accounts or photos.
-- In the database of the server, after its first start: psql -v password=... -f reader.sql
create role grafana login password :'password';
grant select on estimates, annotations, task_states, ground_truth, job_runs to grafana;
grant select (verdict, created_at) on feedback to grafana;
