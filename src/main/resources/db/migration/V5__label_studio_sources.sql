-- loop.labeling: every project that a stream has had in Label Studio --------------------------------------------------
-- A Label Studio that was reset counts from 1 again and writes to the same prefixes, so the time of an annotation tells
-- which project made it.
create table label_studio_sources (
    source  text primary key,
    stream  text not null check (stream in ('random', 'low_confidence', 'user_feedback', 'active_learning')),
    born_at timestamptz not null
);

insert into label_studio_sources (source, stream, born_at)
select source, stream, split_part(source, '@', 2)::timestamptz from label_studio_projects;
