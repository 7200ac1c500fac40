package io.salvaguarda.postgres.facts;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.RoundTrip;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.facts.Difference.Code;
import io.salvaguarda.postgres.session.SnapshotSession;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class FactsRoundTripTest {
  private final SourceCluster.Server server;

  FactsRoundTripTest(SourceCluster.Server server) {
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

  @Test
  void everyKindOfObjectComesThroughDumpAndRestoreWithoutADifference() throws Exception {
    // given
    ConnectionSpec spec = richDatabase();

    // when
    RoundTrip taken = RoundTrip.of(server.context(), spec, true);
    Facts copy = taken.copyIn(server.sandbox());

    // then
    assertThat(FactsComparison.compare(taken.facts(), copy)).isEmpty();
    assertThat(taken.facts().tables())
        .extracting(Facts.Table::name)
        .contains("users", "part_2020", "part_rest", "unlogged", "child", "t")
        .doesNotContain("part");
    assertThat(taken.facts().tables())
        .filteredOn(table -> table.name().equals("parent"))
        .extracting(Facts.Table::rows)
        .containsExactly(1L);
    assertThat(taken.facts().tables()).allSatisfy(t -> assertThat(t.checksum()).isNotNull());
    assertThat(taken.facts().largeObjects()).isEqualTo(2);
    assertThat(taken.facts().objectCounts())
        .containsKeys("index", "constraint", "function", "trigger", "view", "policy", "type")
        .allSatisfy((kind, count) -> assertThat(count).describedAs(kind).isPositive());
  }

  @Test
  void factsSurviveTheirJson() throws Exception {
    Facts facts = RoundTrip.of(server.context(), richDatabase(), true).facts();

    String json = new ObjectMapper().writeValueAsString(facts.toJson());

    assertThat(Facts.fromJson(new ObjectMapper().readTree(json))).isEqualTo(facts);
  }

  @Test
  void whatHappensAfterTheSnapshotIsNeitherInTheFactsNorInTheDump() throws Exception {
    // given
    ConnectionSpec spec = richDatabase();

    // when
    RoundTrip taken =
        RoundTrip.of(
            server.context(),
            spec,
            true,
            () ->
                execute(
                    spec,
                    "insert into app.users(name, mood) values ('late', 'sad')",
                    "update app.users set name = 'changed'",
                    "delete from app.t",
                    "create table late(id int)",
                    "insert into late values (1)"));

    // then
    Facts copy = taken.copyIn(server.sandbox());
    assertThat(FactsComparison.compare(taken.facts(), copy)).isEmpty();
    assertThat(taken.facts().tables()).extracting(Facts.Table::name).doesNotContain("late");
  }

  @Test
  void aTruncateWaitsUntilTheSessionIsClosed() throws Exception {
    ConnectionSpec spec = richDatabase();
    try (var connection = PostgresConnections.open(spec);
        var statement = connection.createStatement()) {
      statement.execute("set lock_timeout = 50");

      try (SnapshotSession session = SnapshotSession.open(spec).orThrow()) {
        assertThat(session.alive()).isTrue();
        assertThatThrownBy(() -> statement.execute("truncate app.t"))
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("55P03");
      }

      statement.execute("truncate app.t");
    }
  }

  @Test
  void anEmptyDatabaseEqualsItsEmptyCopy() throws Exception {
    RoundTrip taken = RoundTrip.of(server.context(), server.newDatabase(), true);

    Facts copy = taken.copyIn(server.sandbox());

    assertThat(taken.facts().tables()).isEmpty();
    assertThat(FactsComparison.compare(taken.facts(), copy)).isEmpty();
  }

  @Test
  void oneChangedRowOneLostRowAndOneLostTableAreFound() throws Exception {
    // given
    RoundTrip taken = RoundTrip.of(server.context(), richDatabase(), true);
    taken.copyIn(server.sandbox());
    ConnectionSpec copy = server.sandbox().connection(taken.facts().database().name());

    // when
    execute(
        copy,
        "update app.users set name = 'x' where id = 2",
        "delete from app.t where id = 1",
        "drop table \"Tab le\".\"we\"\"ird\"",
        "select setval('app.users_id_seq', 1)",
        "drop view app.v",
        "drop index app.users_name_idx");

    // then
    Facts found = FactsCollector.ofCopy(copy, Side.SANDBOX, true).collect().orThrow();
    assertThat(FactsComparison.compare(taken.facts(), found))
        .extracting(Difference::code, Difference::object)
        // since version 18 a column that is not null has a constraint, which goes with the table
        .filteredOn(each -> !each.equals(tuple(Code.OBJECT_COUNT_DIFFERS, "constraint")))
        .containsExactlyInAnyOrder(
            tuple(Code.TABLE_MISSING, "Tab le.we\"ird"),
            tuple(Code.ROW_COUNT_DIFFERS, "app.t"),
            tuple(Code.CHECKSUM_DIFFERS, "app.users"),
            tuple(Code.SEQUENCE_MISSING, "Tab le.we\"ird_Col umn_seq"),
            tuple(Code.SEQUENCE_BEHIND, "app.users_id_seq"),
            tuple(Code.RELATION_MISSING, "app.v"),
            tuple(Code.OBJECT_COUNT_DIFFERS, "view"),
            tuple(Code.OBJECT_COUNT_DIFFERS, "index"));
  }

  @Test
  void sessionDefaultsOfTheSourceDoNotChangeAChecksum() throws Exception {
    // given
    ConnectionSpec spec = richDatabase();
    Facts before = RoundTrip.of(server.context(), spec, true).facts();

    // when
    String database = "\"" + spec.database() + "\"";
    execute(
        spec,
        "alter database " + database + " set datestyle = 'German'",
        "alter database " + database + " set timezone = 'America/Sao_Paulo'",
        "alter database " + database + " set intervalstyle = 'iso_8601'",
        "alter database " + database + " set extra_float_digits = -10",
        "alter database " + database + " set bytea_output = 'escape'",
        "alter database " + database + " set search_path = 'app'",
        "alter database " + database + " set default_transaction_isolation = 'serializable'",
        "alter database " + database + " set statement_timeout = '1ms'");
    SnapshotSession session;
    try {
      session = SnapshotSession.open(spec).orThrow();
    } finally {
      execute(
          server.connection("postgres"), "alter database " + database + " reset statement_timeout");
    }

    // then
    try (session) {
      Outcome<Facts> after = FactsCollector.ofSource(session, true).collect();
      assertThat(after.orThrow().tables()).isEqualTo(before.tables());
    }
  }
}
