package io.salvaguarda.postgres.dump;

import static io.salvaguarda.postgres.Identifiers.quoted;
import static io.salvaguarda.postgres.SourceCluster.execute;
import static io.salvaguarda.postgres.SourceCluster.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.salvaguarda.postgres.ArchiveNames;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.ParallelTrip;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsComparison;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.restore.RestoreChoice;
import io.salvaguarda.postgres.restore.RestoreOptions;
import io.salvaguarda.postgres.restore.RestoreSelection;
import io.salvaguarda.postgres.restore.TargetDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class ParallelDumpTest {

  private static final List<String> HOSTILE =
      List.of(
          "-t",
          "--table=x",
          "a\"b",
          "a.b",
          "two\nlines ",
          "*",
          "a?",
          "A",
          "a",
          "[a-z]",
          "$",
          "(?i)x",
          "\\u0041",
          "{1}",
          "a|b",
          "^",
          "'; drop table a",
          "São Paulo 東京",
          "sixty-three".repeat(6).substring(0, 63));

  /**
   * Nothing in pg_dump's patterns says this one in every encoding: it stays with the first worker.
   */
  private static final String BEYOND = "smile 😀";

  private final SourceCluster.Server server;

  ParallelDumpTest(SourceCluster.Server server) {
    this.server = server;
  }

  private ConnectionSpec richDatabase() throws Exception {
    ConnectionSpec spec = server.newDatabase();
    String script =
        new String(
            getClass().getResourceAsStream("/rich-schema.sql").readAllBytes(),
            StandardCharsets.UTF_8);
    execute(spec, script);
    return spec;
  }

  private List<String> tablesIn(ParallelTrip taken, String archive) throws Exception {
    List<Long> oids =
        taken.toc(server.context(), archive).entries().stream()
            .filter(entry -> entry.kind().equals("TABLE DATA"))
            .map(ArchiveToc.Entry::oid)
            .toList();
    return taken.facts().tables().stream()
        .filter(table -> oids.contains(table.oid()))
        .map(Facts.Table::name)
        .toList();
  }

  @Test
  void everyKindOfObjectComesThroughThreeWorkersAndBackWithoutADifference() throws Exception {
    // given
    ConnectionSpec spec = richDatabase();

    // when
    ParallelTrip taken = ParallelTrip.of(server.context(), spec, 3);
    Facts copy = taken.copyIn(server.sandbox(), 2);

    // then
    assertThat(taken.archives().keySet())
        .containsExactly("data-01", "data-02", "data-03", "schema");
    assertThat(tablesIn(taken, "data-02")).isNotEmpty();
    assertThat(tablesIn(taken, "data-03")).isNotEmpty();
    assertThat(FactsComparison.compare(taken.facts(), copy)).isEmpty();
  }

  @Test
  void oneWorkerWritesOneArchiveAsEver() throws Exception {
    ParallelTrip taken = ParallelTrip.of(server.context(), richDatabase(), 1);

    assertThat(taken.archives().keySet()).containsExactly("dump");
  }

  @Test
  void tablesAreTablesWhateverTheyAreCalled() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    List<String> names = new ArrayList<>(HOSTILE);
    names.add(BEYOND);
    for (String schema : List.of("a.b \"*", "A")) {
      execute(spec, "create schema " + quoted(schema));
      for (String name : names) {
        execute(
            spec,
            "create table %s.%s as select %s::text as here"
                .formatted(quoted(schema), quoted(name), "'" + name.length() + "'"));
      }
    }

    // when
    ParallelTrip taken = ParallelTrip.of(server.context(), spec, 4);

    // then
    assertThat(tablesIn(taken, "data-01")).contains(BEYOND);
    int moved = 0;
    for (String archive : List.of("data-02", "data-03", "data-04")) {
      moved += tablesIn(taken, archive).size();
    }
    assertThat(moved).isGreaterThan(HOSTILE.size());
    assertThat(FactsComparison.compare(taken.facts(), taken.copyIn(server.sandbox(), 4))).isEmpty();
  }

  @Test
  void anEmptyDatabaseEqualsItsEmptyCopy() throws Exception {
    ParallelTrip taken = ParallelTrip.of(server.context(), server.newDatabase(), 4);

    assertThat(taken.archives().keySet()).containsExactly("data-01", "schema");
    assertThat(FactsComparison.compare(taken.facts(), taken.copyIn(server.sandbox(), 4))).isEmpty();
  }

  @Test
  void aDatabaseOfAnotherEncodingKeepsItsNames() throws Exception {
    // given
    String name = "latin" + System.nanoTime();
    execute(
        server.connection("postgres"),
        "create database " + name + " encoding 'LATIN1' locale 'C' template template0");
    ConnectionSpec spec = server.connection(name);
    execute(
        spec,
        "create table \"é\" as select 'é'::text as e",
        "create table plain as select 'ü'::text as u",
        "create table other as select 'ü'::text as u");

    // when
    ParallelTrip taken = ParallelTrip.of(server.context(), spec, 2);

    // then
    assertThat(tablesIn(taken, "data-01")).contains("é");
    assertThat(tablesIn(taken, "data-02")).isNotEmpty();
    assertThat(FactsComparison.compare(taken.facts(), taken.copyIn(server.sandbox(), 2))).isEmpty();
  }

  @Test
  void aTableThatOneWorkerMayNotReadFailsTheWholeDump() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    String user = "reader" + System.nanoTime();
    execute(
        spec,
        "create role " + user + " login password 'x'",
        "create table small as select 1 as i",
        "create table big as select i, repeat('x', 100) as x from generate_series(1, 20000) i",
        "grant select on small, big to " + user);
    ConnectionSpec reader = spec.withUser(user, Password.of("x"));

    // when
    DumpFailedException failed =
        catchThrowableOfType(
            DumpFailedException.class,
            () ->
                ParallelTrip.dump(
                    server.context(),
                    reader,
                    3,
                    () -> execute(spec, "revoke select on big from " + user)));

    // then
    assertThat(failed.failure().error()).isEqualTo(PostgresError.SOURCE_PERMISSION);
    assertThat(String.join("\n", failed.failure().logTail())).contains("big");
  }

  @Test
  void aServerWithoutAConnectionLeftIsCalledThat() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    String user = "limited" + System.nanoTime();
    execute(
        spec,
        "create role " + user + " login password 'x' connection limit 1",
        "create table one as select 1 as i",
        "create table two as select 1 as i",
        "grant select on one, two to " + user);
    ConnectionSpec limited = spec.withUser(user, Password.of("x"));

    // when
    DumpFailedException failed =
        catchThrowableOfType(
            DumpFailedException.class,
            () -> ParallelTrip.dump(server.context(), limited, 4, () -> {}));

    // then
    assertThat(failed.failure().message()).contains("no connection left");
    assertThat(failed.failure().nextStep()).contains("workers");
  }

  @Test
  void partOfADumpIsRestoredFromAllItsArchives() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    execute(
        spec,
        "create table customers (id serial primary key, name text)",
        "create table orders (id bigint generated always as identity, customer int references customers)",
        "create table lines as select i, repeat('x', 50) as x from generate_series(1, 5000) i",
        "insert into customers (name) select 'c' || i from generate_series(1, 1000) i",
        "insert into orders (customer) select 1 + i % 1000 from generate_series(1, 3000) i");
    ParallelTrip taken = ParallelTrip.of(server.context(), spec, 3);
    RestoreSelection selection =
        RestoreSelection.of(
            taken.toc(server.context(), "schema"),
            taken.facts(),
            Set.of(new RestoreSelection.Name("public", "customers")),
            Set.of());
    Map<String, String> lists = new HashMap<>(Map.of("schema", selection.list()));
    for (String archive : ArchiveNames.dataAmong(List.copyOf(taken.archives().keySet()))) {
      selection
          .dataList(taken.toc(server.context(), archive))
          .ifPresent(list -> lists.put(archive, list));
    }

    // when
    TargetDatabase target = taken.newCopy(server.sandbox());
    RestoreChoice choice = new RestoreChoice(RestoreOptions.sandbox(target), Optional.of(lists));
    Outcome<Long> restored = taken.restore(server.sandbox(), target, choice, 2);

    // then
    assertThat(restored).isInstanceOf(Outcome.Done.class);
    ConnectionSpec copy = target.connection();
    assertThat(query(copy, "select count(*) from customers")).isEqualTo("1000");
    assertThat(query(copy, "select nextval('customers_id_seq')")).isEqualTo("1001");
    assertThat(query(copy, "select to_regclass('orders')")).isNull();
  }

  @Test
  void anArchiveThatIsCutFailsTheRestore() throws Exception {
    ParallelTrip taken = ParallelTrip.of(server.context(), richDatabase(), 2);
    byte[] whole = taken.archives().get("data-02");
    taken.archives().put("data-02", Arrays.copyOf(whole, whole.length - 20));

    TargetDatabase target = taken.newCopy(server.sandbox());
    RestoreChoice all = RestoreChoice.everything(RestoreOptions.sandbox(target));
    Outcome<Long> restored = taken.restore(server.sandbox(), target, all, 2);

    assertThat(restored)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().error()).isEqualTo(PostgresError.RESTORE_FAILED));
  }

  @Test
  void archivesThatLackATableAreNoDump() throws Exception {
    ParallelTrip taken = ParallelTrip.of(server.context(), richDatabase(), 2);
    ArchiveToc schema = taken.toc(server.context(), "schema");
    ArchiveToc first = taken.toc(server.context(), "data-01");
    ArchiveToc second = taken.toc(server.context(), "data-02");

    DumpCoverage.requireWhole(taken.facts(), schema, List.of(first, second));

    assertThatThrownBy(() -> DumpCoverage.requireWhole(taken.facts(), schema, List.of(first)))
        .hasMessageContaining("lacks the data of");
    assertThatThrownBy(
            () -> DumpCoverage.requireWhole(taken.facts(), schema, List.of(first, second, second)))
        .hasMessageContaining("has twice the data of");
    assertThatThrownBy(
            () -> DumpCoverage.requireWhole(taken.facts(), first, List.of(first, second)))
        .hasMessageContaining("does not define");
  }
}
