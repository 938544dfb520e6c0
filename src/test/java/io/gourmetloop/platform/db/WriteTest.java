package io.gourmetloop.platform.db;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.testing.Backing;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteTest {
    private static Vertx vertx;
    private static Database database;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = await(Database.open(vertx, Backing.database()));
        run("create table dishes (id int primary key, name text, constraint dishes_name unique (name))");
        run("create table sides (dish int references dishes (id), name text, price numeric)");
    }

    @AfterAll
    static void close() {
        await(database.close());
        await(vertx.close());
    }

    @BeforeEach
    void forget() {
        run("delete from sides");
        run("delete from dishes");
    }

    @Test
    void several_tables_are_written_at_once_each_with_its_own_values() {
        await(Write.together(List.of(side(1, "rice"), dish(1, "curry"), side(1, "naan"), dish(2, null)))
                .execute(database.pool()));
        assertThat(column("select id || coalesce(name, '-') from dishes order by id"))
                .containsExactly("1curry", "2-");
        assertThat(column("select dish || name from sides order by name")).containsExactly("1naan", "1rice");
    }

    @Test
    void one_that_cannot_be_written_takes_the_others_with_it_and_is_named() {
        run("insert into dishes values (1, 'curry')");
        assertThatThrownBy(() -> await(Write.together(List.of(dish(2, "soup"), side(2, "bread"), dish(3, "curry")))
                        .execute(database.pool())))
                .matches(e -> Database.uniqueViolation(e, "dishes_name"));
        assertThatThrownBy(() -> await(Write.together(List.of(dish(2, "soup"), side(7, "bread")))
                        .execute(database.pool())))
                .hasMessageContaining("sides_dish_fkey");
        assertThat(column("select name from dishes")).containsExactly("curry");
        assertThat(column("select name from sides")).isEmpty();
    }

    @Test
    void parameters_of_two_digits_and_repeated_ones_keep_their_values() {
        Write many = new Write(
                "insert into dishes values ($1, concat($2::text, $3::text, $4::text, $5::text, $6::text, $7::text,"
                        + " $8::text, $9::text, $10::text, $11::text, $2::text))",
                Tuple.from(List.of(1, "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")));
        await(Write.together(List.of(many, dish(2, "soup"))).execute(database.pool()));
        assertThat(column("select name from dishes order by id")).containsExactly("bcdefghijkb", "soup");
    }

    @Test
    void they_may_be_part_of_a_transaction() {
        assertThatThrownBy(() -> await(database.withTransaction(tx -> Write.together(List.of(dish(1, "curry")))
                        .execute(tx)
                        .compose(done -> dish(1, "again").execute(tx)))))
                .hasMessageContaining("dishes_pkey");
        assertThat(column("select name from dishes")).isEmpty();
    }

    private static Write dish(int id, @Nullable String name) {
        return new Write("insert into dishes (id, name) values ($1, $2)", Tuple.of(id, name));
    }

    private static Write side(int dish, String name) {
        return new Write("insert into sides (dish, name, price) values ($1, $2, 1)", Tuple.of(dish, name));
    }

    private static void run(String sql) {
        await(database.pool().query(sql).execute());
    }

    private static List<String> column(String sql) {
        return StreamSupport.stream(await(database.pool().query(sql).execute()).spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }
}
