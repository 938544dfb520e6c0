package io.gourmetloop.platform.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A statement that writes, with the values of its parameters: what one table keeps of something. The text is a constant;
 * it is kept for as long as the process runs.
 */
public record Write(String sql, Tuple values) {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Map<List<String>, String> COMBINED = new ConcurrentHashMap<>();

    /**
     * All or none of them, as one statement: it needs no transaction around it, and costs one round trip. PostgreSQL runs
     * them in no order, and none sees what another writes; foreign keys are checked behind the last.
     */
    public static Write together(List<Write> writes) {
        Tuple values = Tuple.tuple();
        for (Write write : writes) {
            for (int i = 0; i < write.values.size(); i++) {
                values.addValue(write.values.getValue(i));
            }
        }
        return new Write(
                COMBINED.computeIfAbsent(writes.stream().map(Write::sql).toList(), Write::combined), values);
    }

    public Future<Void> execute(SqlClient client) {
        return client.preparedQuery(sql).execute(values).mapEmpty();
    }

    private static String combined(List<String> statements) {
        StringBuilder text = new StringBuilder("with ");
        int before = 0;
        for (int i = 0; i < statements.size(); i++) {
            int offset = before;
            text.append(i == 0 ? "" : ", ").append("w").append(i).append(" as (");
            text.append(PARAMETER
                    .matcher(statements.get(i))
                    .replaceAll(found -> "\\$" + (offset + number(found.group(1)))));
            text.append(")");
            before += parameters(statements.get(i));
        }
        return text.append(" select").toString();
    }

    private static int parameters(String statement) {
        return PARAMETER
                .matcher(statement)
                .results()
                .mapToInt(found -> number(found.group(1)))
                .max()
                .orElse(0);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
