package io.gourmetloop.web;

import io.gourmetloop.platform.schedule.JobRun;
import io.gourmetloop.platform.schedule.JobScheduler;
import io.gourmetloop.platform.schedule.JobSummary;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Periodic jobs: their history, and a hand on their clock. */
public final class JobRoutes implements Resource {
    private static final int DEFAULT_RUNS = 20;

    private final JobScheduler jobs;
    private final Duration patience;

    /** {@code patience}: how long a caller waits for the end of a run; shorter than an idle connection lives. */
    public JobRoutes(JobScheduler jobs, Duration patience) {
        this.jobs = jobs;
        this.patience = patience;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listJobs", this::list, "listJobRuns", this::runs, "runJob", this::run, "pauseJob", this::pause);
    }

    private void list(RoutingContext ctx) {
        jobs.jobs()
                .onSuccess(all -> Replies.json(ctx, new JsonObject().put("jobs", Replies.array(all, JobRoutes::json))))
                .onFailure(ctx::fail);
    }

    private void runs(RoutingContext ctx) {
        jobs.runs(name(ctx), Queries.integer(ctx, "limit", DEFAULT_RUNS))
                .onSuccess(runs ->
                        Replies.json(ctx, new JsonObject().put("runs", Replies.array(runs, JobRoutes::json))))
                .onFailure(ctx::fail);
    }

    private void run(RoutingContext ctx) {
        jobs.runNow(name(ctx), patience)
                .onSuccess(run -> {
                    ctx.response().setStatusCode(run.finishedAt() == null ? 202 : 200);
                    Replies.json(ctx, json(run));
                })
                .onFailure(ctx::fail);
    }

    private void pause(RoutingContext ctx) {
        jobs.pause(name(ctx), ctx.body().asJsonObject().getBoolean("paused"))
                .onSuccess(done -> Replies.nothing(ctx))
                .onFailure(ctx::fail);
    }

    private static String name(RoutingContext ctx) {
        return ctx.pathParam("job");
    }

    private static JsonObject json(JobSummary job) {
        JobRun last = job.lastRun();
        return new JsonObject()
                .put("name", job.name())
                .put("schedule", job.schedule().toString())
                .put("limit_seconds", job.limit().toMillis() / 1e3)
                .put("paused", job.paused())
                .put("next_run_at", text(job.nextRunAt()))
                .put("last_success_at", text(job.lastSuccessAt()))
                .put("last_run", last == null ? null : json(last));
    }

    private static JsonObject json(JobRun run) {
        return new JsonObject()
                .put("id", run.id())
                .put("job", run.job())
                .put("trigger", run.trigger().text())
                .put("instance", run.instance())
                .put("started_at", run.startedAt().toString())
                .put("finished_at", text(run.finishedAt()))
                .put("state", run.state().text())
                .put("result", run.result());
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
