package io.gourmetloop.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.testing.Backing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database of before flags shared tasks, with tasks, labels and photos that were sent twice. */
class FlagsMigrationTest {
    /** Photo A: a guided task, then a blind one that is labeled. Photo B: two guided ones. Photo C: no task. */
    private static final String HISTORY = """
            insert into model_versions (number, name, sha256, labels, manifest) values (1, 'm', 'x', '{Soup}', '{}');
            insert into sampling_salts (id, salt) values ('s', 'x');
            insert into predictions (id, created_at, session_id, model_version, label, label_index, confidence, probabilities,
                                     entropy, margin, role, photo_key, photo_format, photo_sha256, photo_width, photo_height)
            select ('00000000-0000-7000-8000-00000000000' || n)::uuid, now(), 's', 1, 'Soup', 0, 1, '{1}', 0, 0, 'TRAIN', 'k',
                   'JPEG', sha256(photo::bytea), 1, 1
            from (values (1, 'A'), (2, 'A'), (3, 'B'), (4, 'B'), (5, 'C')) as photos (n, photo);
            insert into sampling_ledger (prediction_id, stream, probability, coin, chosen, task_purpose, policy, salt_id,
                                         model_version, decided_at)
            select id, 'user_feedback', 1, 0, true, case when id::text like '%2' then 'evaluation' else 'train' end, 'p', 's',
                   1, now()
            from predictions where id::text not like '%5';
            insert into tasks (id, stream, purpose, arrived_at, delivered_at, task_key, photo_key)
            select prediction_id, stream, task_purpose, decided_at, decided_at, 't', 'p' from sampling_ledger;
            insert into ground_truth (task_id, outcome, label, votes, decided_at, updated_at)
            values ('00000000-0000-7000-8000-000000000002', 'label', 'Soup', 1, now(), now());
            """;

    @Test
    void each_content_finds_its_blind_or_its_first_task_and_states_stay() throws SQLException {
        DatabaseConfig config = Backing.database();
        migrate(config, "7");
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(HISTORY);
            List<String> before = states(statement);

            migrate(config, "latest");

            assertThat(texts(statement, """
                            select right(task_id::text, 1) || ' ' || blind from content_tasks
                            join predictions p on p.id = task_id and p.photo_sha256 = content
                            order by 1
                            """)).containsExactly("2 true", "3 false");
            assertThat(states(statement))
                    .isEqualTo(before)
                    .containsExactly("1 IN_LABELING", "2 LABELED", "3 IN_LABELING", "4 IN_LABELING", "5 NEW");
            statement.execute("delete from predictions");
            assertThat(texts(statement, "select count(*)::text from ground_truth"))
                    .containsExactly("0");
        }
    }

    private static List<String> states(Statement statement) throws SQLException {
        return texts(statement, "select right(prediction_id::text, 1) || ' ' || state from image_states order by 1");
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static void migrate(DatabaseConfig config, String target) {
        Flyway.configure()
                .dataSource(
                        "jdbc:" + config.url(), config.user(), config.password().reveal())
                .target(target)
                .load()
                .migrate();
    }

    private static Connection connect(DatabaseConfig config) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + config.url(), config.user(), config.password().reveal());
    }
}
