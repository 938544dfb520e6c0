package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.monitoring.checks.Chart;
import io.gourmetloop.loop.monitoring.checks.CheckResult;
import io.gourmetloop.loop.monitoring.checks.CheckResult.Limits;
import io.gourmetloop.loop.monitoring.checks.Finding;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import io.gourmetloop.loop.monitoring.checks.Status;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as one file that needs nothing else: styles, plots and photos are in it, and there is no script. */
final class ReportPage {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String STYLE = """
            :root{color-scheme:light dark;--paper:light-dark(#f7f3ec,#191714);--surface:light-dark(#fffdf9,#221f1b);
            --line:light-dark(#e0d8ca,#3a342d);--ink:light-dark(#26211b,#f2ede4);--soft:light-dark(#645b4f,#b9afa1);
            --good:light-dark(#1e6b4c,#74cba0);--warn:light-dark(#855300,#e9b95c);--bad:light-dark(#a53825,#f3978a);
            --pale:light-dark(#d9d0c0,#4a433a)}
            *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
            font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
            main{max-width:60rem;margin:0 auto;padding:2rem clamp(1rem,4vw,2rem)}h1{margin:0 0 .25rem;font-size:1.9rem}
            h2{margin:0;font-size:1.15rem}p{margin:.35rem 0}.soft{color:var(--soft)}.small{font-size:.875rem}
            article,nav{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:1.25rem;margin-top:1rem}
            header.check{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline}
            .tag{border:1px solid currentcolor;border-radius:99px;padding:0 .6rem;font-size:.8rem;font-weight:600;white-space:nowrap}
            .pass{color:var(--good)}.warn{color:var(--warn)}.fail{color:var(--bad)}.not_enough_data{color:var(--soft)}
            table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
            th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-top:1px solid var(--line);vertical-align:top}
            thead th{border:0;color:var(--soft);font-weight:500}.scroll{overflow-x:auto}a{color:inherit}
            svg{width:100%;height:auto;margin-top:.75rem}svg text{fill:var(--soft);font-size:12px;text-anchor:middle}
            .first{fill:var(--pale)}.second{fill:var(--good)}.axis{stroke:var(--soft)}
            .photos{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:.75rem;padding:0;list-style:none}
            .photos li{width:7.5rem;font-size:.75rem;overflow-wrap:anywhere}.photos img{display:block;max-width:100%;
            height:5.6rem;border-radius:9px;object-fit:cover;width:100%}
            @media print{article{break-inside:avoid}}
            """;

    private final CheckReport report;
    private final Map<PredictionId, Buffer> photos;

    ReportPage(CheckReport report, Map<PredictionId, Buffer> photos) {
        this.report = report;
        this.photos = photos;
    }

    String html() {
        CheckRun run = report.run();
        return """
                        <!doctype html>
                        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                        <title>Checks of %s, %s</title><style>%s</style></head><body><main>
                        <h1>Drift and data checks</h1>
                        <p class="soft">Version %s, %s UTC. Reference: %s. Now: %s.</p>
                        <p>%s</p>
                        <nav aria-label="Checks"><table><tbody>%s</tbody></table></nav>
                        %s
                        </main></body></html>
                        """.formatted(
                        run.version(),
                        moment(run.startedAt()),
                        STYLE,
                        run.version(),
                        moment(run.startedAt()),
                        side(run.windows().reference()),
                        side(run.windows().current()),
                        Html.escaped(Headline.of(report)),
                        worstFirst().stream().map(ReportPage::row).collect(Collectors.joining("\n")),
                        worstFirst().stream().map(this::article).collect(Collectors.joining("\n")));
    }

    private List<CheckResult> worstFirst() {
        return report.results().stream()
                .sorted(Comparator.comparing(CheckResult::status).reversed())
                .toList();
    }

    private static String row(CheckResult result) {
        return "<tr><td>%s</td><td><a href=\"#%s\">%s</a></td><td>%s</td></tr>"
                .formatted(
                        tag(result.status()),
                        result.name(),
                        Html.escaped(result.title()),
                        Html.escaped(result.outcome().summary()));
    }

    private String article(CheckResult result) {
        return """
                        <article id="%s"><header class="check"><h2>%s</h2>%s%s</header>
                        <p>%s</p><p class="soft small">%s %s</p>%s</article>""".formatted(
                        result.name(),
                        Html.escaped(result.title()),
                        tag(result.status()),
                        result.blocking() ? "<span class=\"tag fail\">blocks training</span>" : "",
                        Html.escaped(result.outcome().summary()),
                        Html.escaped(result.meaning()),
                        limits(result),
                        result.outcome() instanceof Finding finding ? evidence(finding) : "");
    }

    private static String limits(CheckResult result) {
        Limits limits = result.limits();
        Double value = result.value();
        Double p = result.pValue();
        return (value == null ? "" : "Value " + number(value) + ". ")
                + "Passes at " + limits.rule().sign() + " " + number(limits.warn()) + ", fails beyond "
                + number(limits.fail())
                + (p == null ? "." : "; corrected p-value " + number(p) + ".");
    }

    private String evidence(Finding finding) {
        return chart(finding.chart()) + photos(finding.photos()) + details(finding.details());
    }

    private static String chart(@Nullable Chart chart) {
        return chart == null
                ? ""
                : new ChartDrawing(chart).svg() + "<p class=\"soft small\">" + Html.escaped(chart.axis()) + ": pale "
                        + Html.escaped(chart.first()) + ", strong " + Html.escaped(chart.second()) + "</p>";
    }

    private String photos(List<Exhibit> exhibits) {
        String items = exhibits.stream()
                .filter(exhibit -> photos.containsKey(exhibit.id()))
                .map(this::photo)
                .collect(Collectors.joining());
        return items.isEmpty() ? "" : "<ul class=\"photos\">" + items + "</ul>";
    }

    private String photo(Exhibit exhibit) {
        String data = Base64.getEncoder()
                .encodeToString(java.util.Objects.requireNonNull(photos.get(exhibit.id()))
                        .getBytes());
        return "<li><img alt=\"\" src=\"data:image/jpeg;base64,%s\">%s<br><span class=\"soft\">%s</span></li>"
                .formatted(data, Html.escaped(exhibit.caption()), exhibit.id());
    }

    private static String details(List<Detail> details) {
        return details.isEmpty()
                ? ""
                : "<div class=\"scroll\"><table><thead><tr><th>part</th><th>value</th><th>p-value</th><th></th></tr></thead><tbody>"
                        + details.stream().map(ReportPage::row).collect(Collectors.joining())
                        + "</tbody></table></div>";
    }

    private static String row(Detail detail) {
        Double p = detail.pValue();
        return "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        Html.escaped(detail.subject()),
                        number(detail.value()),
                        p == null ? "" : number(p),
                        Html.escaped(detail.text()));
    }

    private static String tag(Status status) {
        return "<span class=\"tag %s\">%s</span>"
                .formatted(status.text(), status.text().replace('_', ' '));
    }

    private static String side(Side side) {
        return side.photos() + " photos of " + moment(side.start()) + " to " + moment(side.end());
    }

    private static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
