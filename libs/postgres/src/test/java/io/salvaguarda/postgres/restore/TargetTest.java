package io.salvaguarda.postgres.restore;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static io.salvaguarda.postgres.SourceCluster.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Identifiers;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.RoundTrip;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.facts.DatabaseShape;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.facts.FactsComparison;
import io.salvaguarda.postgres.restore.TargetDatabase.LocalePolicy;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SourceCluster.class)
class TargetTest {
  private final SourceCluster.Server server;
  private final ConnectionSpec maintenance;

  TargetTest(SourceCluster.Server server) {
    this.server = server;
    this.maintenance = server.connection("postgres");
  }

  private TargetDatabase target(String name, DatabaseShape shape) {
    return TargetDatabase.create(maintenance, name, shape, LocalePolicy.EXACT, Side.TARGET)
        .orThrow();
  }

  private RoundTrip richBackup() throws Exception {
    ConnectionSpec spec = server.newDatabase();
    execute(
        spec,
        new String(
            getClass().getResourceAsStream("/rich-schema.sql").readAllBytes(),
            StandardCharsets.UTF_8));
    return RoundTrip.of(server.context(), spec, true);
  }

  @Test
  void whatBelongsToADatabaseAsAWholeIsAppliedUnderTheNewName() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    String name = Identifiers.quoted(spec.database());
    execute(
        spec,
        "create role db_owner",
        "create role db_user",
        "alter database " + name + " owner to db_owner",
        "alter database " + name + " set search_path = \"$user\", app, public",
        "alter database " + name + " set work_mem = '7MB'",
        "alter role db_user in database " + name + " set \"my.setting\" = 'it''s'",
        "revoke connect on database " + name + " from public",
        "grant connect on database " + name + " to db_user with grant option",
        "comment on database " + name + " is 'the one'",
        "alter database " + name + " connection limit 17");
    DatabaseShape shape = RoundTrip.of(server.context(), spec, false).facts().database();

    // when
    TargetDatabase copy = target("shape copy", shape);
    var notes = DatabaseProperties.apply(copy.connection(), shape, true, Side.TARGET).orThrow();

    // then
    assertThat(notes).isEmpty();
    DatabaseShape found =
        FactsCollector.ofCopy(copy.connection(), Side.TARGET, false).collect().orThrow().database();
    assertThat(found)
        .usingRecursiveComparison()
        .ignoringFields("name")
        .ignoringCollectionOrder()
        .isEqualTo(shape);
  }

  @Test
  void aTargetIsInspectedBeforeAnythingIsDoneToIt() throws Exception {
    ConnectionSpec spec = server.newDatabase();

    var absent = TargetInspection.of(maintenance, "absent db", List.of("no such role")).orThrow();
    var fresh = TargetInspection.of(maintenance, spec.database(), List.of("postgres")).orThrow();
    execute(spec, "create function f() returns int language sql as 'select 1'");
    try (var connection = PostgresConnections.open(spec)) {
      assertThat(connection.isValid(1)).isTrue();
      // a closed connection's backend may take a moment to end
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          TargetInspection.of(maintenance, spec.database(), List.of())
                              .orThrow()
                              .sessions())
                      .isEqualTo(1));
      var used = TargetInspection.of(maintenance, spec.database(), List.of()).orThrow();

      assertThat(absent.exists()).isFalse();
      assertThat(absent.missingRoles()).containsExactly("no such role");
      assertThat(fresh.exists() && fresh.empty() && fresh.missingRoles().isEmpty()).isTrue();
      assertThat(used.empty()).isFalse();
    }
  }

  @Test
  void anExistingTargetOrATooLongNameIsRefused() throws Exception {
    DatabaseShape shape =
        RoundTrip.of(server.context(), server.newDatabase(), false).facts().database();

    assertThatThrownBy(() -> target(shape.name(), shape))
        .extracting(e -> ((PostgresException) e).failure().error())
        .isEqualTo(PostgresError.TARGET_EXISTS);
    assertThatThrownBy(() -> target("é".repeat(32), shape)).isInstanceOf(PostgresException.class);
  }

  @Test
  void aParallelRestoreFromAFileEqualsTheSource(@TempDir Path folder) throws Exception {
    // given
    RoundTrip taken = richBackup();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.write(folder.resolve("archive"), taken.archive());
    TargetDatabase target = target("parallel", taken.facts().database());

    // when
    new LogicalRestore(server.context(), target.connection(), RestoreOptions.target())
        .from(file, 2)
        .orThrow();

    // then
    var copy = FactsCollector.ofCopy(target.connection(), Side.TARGET, true).collect().orThrow();
    assertThat(FactsComparison.compare(taken.facts(), copy)).isEmpty();
  }

  @Test
  void oneTableComesWithAllThatMakesItWhole() throws Exception {
    // given
    RoundTrip taken = richBackup();
    ArchiveToc toc =
        ArchiveToc.read(server.context(), new ByteArrayInputStream(taken.archive())).orThrow();
    String list =
        RestoreSelection.of(
                toc,
                taken.facts(),
                Set.of(
                    new RestoreSelection.Name("app", "users"),
                    new RestoreSelection.Name("app", "part")),
                Set.of())
            .list();
    TargetDatabase target = target("one table", taken.facts().database());

    // when
    new LogicalRestore(server.context(), target.connection(), RestoreOptions.target().only(list))
        .from(new ByteArrayInputStream(taken.archive()))
        .orThrow();

    // then
    ConnectionSpec db = target.connection();
    assertThat(query(db, "select count(*) from app.users")).isEqualTo("4");
    assertThat(query(db, "select count(*) from app.part")).isEqualTo("400");
    assertThat(
            query(
                db,
                "select string_agg(conname, ' ' order by 1) from pg_constraint where conrelid = 'app.users'::regclass"))
        .isEqualTo("users_boss_fkey users_pkey");
    assertThat(query(db, "select count(*) from pg_trigger where tgname = 'touch'")).isEqualTo("1");
    assertThat(query(db, "select count(*) from pg_policy")).isEqualTo("1");
    assertThat(query(db, "select nextval('app.users_id_seq')")).isEqualTo("5");
    assertThat(query(db, "select to_regclass('app.users_name_idx')")).isNotNull();
    assertThat(query(db, "select obj_description('app.users'::regclass)")).isEqualTo("people");
    assertThat(query(db, "select has_table_privilege('pg_monitor', 'app.users', 'select')"))
        .isEqualTo("t");
    assertThat(query(db, "select to_regclass('app.t')")).isNull();
    assertThat(query(db, "select to_regclass('app.parent')")).isNull();
    assertThat(query(db, "select count(*) from pg_extension where extname = 'hstore'"))
        .isEqualTo("1");
  }

  @Test
  void aSchemaComesWithItsFunctionsAndTypes() throws Exception {
    // given
    RoundTrip taken = richBackup();
    ArchiveToc toc =
        ArchiveToc.read(server.context(), new ByteArrayInputStream(taken.archive())).orThrow();
    String list = RestoreSelection.of(toc, taken.facts(), Set.of(), Set.of("app")).list();
    TargetDatabase target = target("one schema", taken.facts().database());

    // when
    new LogicalRestore(
            server.context(),
            target.connection(),
            RestoreOptions.target().withoutOwners().only(list))
        .from(new ByteArrayInputStream(taken.archive()))
        .orThrow();

    // then
    var copy = FactsCollector.ofCopy(target.connection(), Side.TARGET, true).collect().orThrow();
    assertThat(copy.tables())
        .extracting(t -> t.name() + t.rows() + t.checksum())
        .containsExactlyElementsOf(
            taken.facts().tables().stream()
                .filter(t -> t.schema().equals("app"))
                .map(t -> t.name() + t.rows() + t.checksum())
                .toList());
    assertThat(copy.objectCounts()).isEqualTo(taken.facts().objectCounts());
    assertThat(query(target.connection(), "select app.add_up(i) from generate_series(1, 3) i"))
        .isEqualTo("6");
    assertThatThrownBy(() -> RestoreSelection.of(toc, taken.facts(), Set.of(), Set.of("absent")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTargetThatLacksTheOwnerFailsAndNamesTheRole() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    execute(spec, "create role gone", "create table t(id int)", "alter table t owner to gone");
    RoundTrip taken = RoundTrip.of(server.context(), spec, false);
    execute(spec, "drop owned by gone", "drop role gone");
    TargetDatabase target = target("no owner", taken.facts().database());

    // when
    var outcome =
        new LogicalRestore(server.context(), target.connection(), RestoreOptions.target())
            .from(new ByteArrayInputStream(taken.archive()));
    TargetDatabase.drop(maintenance, "no owner", Side.TARGET).orThrow();
    var again = target("no owner", taken.facts().database());
    var without =
        new LogicalRestore(
                server.context(), again.connection(), RestoreOptions.target().withoutOwners())
            .from(new ByteArrayInputStream(taken.archive()));

    // then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().error()).isEqualTo(PostgresError.RESTORE_FAILED);
              assertThat(failed.failure().message()).contains("gone");
            });
    assertThat(without).isInstanceOf(Outcome.Done.class);
  }
}
