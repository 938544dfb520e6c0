package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.labelstudio.Project;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Table {@code label_studio_projects}. */
public final class StudioProjectStore {
    private static final String SELECT =
            "select stream, project, source, address, source_storage, reconciled_until from label_studio_projects ";

    private final Pool pool;

    public StudioProjectStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Those that are set up, the one with the oldest open blind task first: what measures must not wait. Behind them come
     * those with other open tasks.
     */
    Future<List<StudioProject>> mostUrgentFirst() {
        return pool.query(SELECT + """
                        left join (select stream, min(arrived_at) filter (where purpose = 'evaluation') as oldest_blind,
                                          min(arrived_at) as oldest
                                   from tasks where state = 'open' group by stream) t using (stream)
                        order by t.oldest_blind nulls last, t.oldest nulls last, stream
                        """).execute().map(rows -> Rows.all(rows, StudioProjectStore::read));
    }

    Future<Optional<StudioProject>> find(SamplingStream stream) {
        return pool.preparedQuery(SELECT + "where stream = $1")
                .execute(Tuple.of(stream.text()))
                .map(rows -> Rows.first(rows).map(StudioProjectStore::read));
    }

    private static StudioProject read(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("reconciled_until");
        return new StudioProject(
                SamplingStream.parse(row.getString("stream")),
                row.getLong("project"),
                row.getString("source"),
                row.getString("address"),
                row.getLong("source_storage"),
                until == null ? null : until.toInstant());
    }

    /** All that this stream has had. */
    Future<StudioSources> sources(SamplingStream stream) {
        return pool.preparedQuery("""
                        select s.source, s.born_at
                        from label_studio_sources s
                        left join label_studio_projects p on p.source = s.source
                        where s.stream = $1
                        order by (p.source is not null) desc, s.born_at desc
                        """)
                .execute(Tuple.of(stream.text()))
                .map(rows -> new StudioSources(Rows.all(rows, StudioProjectStore::source)));
    }

    private static StudioSources.Source source(Row row) {
        return new StudioSources.Source(
                row.getString("source"), row.getOffsetDateTime("born_at").toInstant());
    }

    /** A project that takes the place of another one is read from its beginning. */
    Future<Void> put(SamplingStream stream, Project project, String address, long sourceStorage) {
        return pool.preparedQuery("""
                        with born as (
                            insert into label_studio_sources (source, stream, born_at) values ($3, $1, $6)
                            on conflict (source) do nothing
                        )
                        insert into label_studio_projects (stream, project, source, address, source_storage)
                        values ($1, $2, $3, $4, $5)
                        on conflict (stream) do update
                            set project = excluded.project, source = excluded.source, address = excluded.address,
                                source_storage = excluded.source_storage,
                                reconciled_until = case when label_studio_projects.source = excluded.source
                                                        then label_studio_projects.reconciled_until end
                            where (label_studio_projects.source, label_studio_projects.address,
                                   label_studio_projects.source_storage)
                                  is distinct from (excluded.source, excluded.address, excluded.source_storage)
                        """)
                .execute(Tuple.of(
                        stream.text(),
                        project.id(),
                        StudioProject.source(project.id(), project.createdAt()),
                        address,
                        sourceStorage,
                        Rows.utc(project.createdAt())))
                .mapEmpty();
    }

    Future<Void> reconciled(StudioProject project, Instant until) {
        return pool.preparedQuery("update label_studio_projects set reconciled_until = $2 where source = $1")
                .execute(Tuple.of(project.source(), Rows.utc(until)))
                .mapEmpty();
    }
}
