package io.salvaguarda.postgres.dump;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Identifiers;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SourceCluster.class)
class LogicalDumpTest {
  private final SourceCluster.Server server;

  LogicalDumpTest(SourceCluster.Server server) {
    this.server = server;
  }

  private static PostgresFailure failureOf(ToolContext context, ConnectionSpec spec)
      throws Exception {
    try (SnapshotSession session = SnapshotSession.open(spec).orThrow();
        LogicalDump dump = LogicalDump.start(context, session).orThrow()) {
      assertThatThrownBy(() -> dump.stream().readAllBytes())
          .isInstanceOf(DumpFailedException.class);
      assertThatThrownBy(() -> dump.stream().read())
          .as("a stream that failed does not seem to have ended later")
          .isInstanceOf(DumpFailedException.class);
      return dump.failure();
    }
  }

  private ToolContext fakePgDump(Path folder, String body) throws Exception {
    Path fake = folder.resolve("pg_dump");
    Files.writeString(
        fake,
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) 15.1'; exit 0; fi\n"
            + body);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    var tools =
        PgTools.forServerMajor(15, Map.of(PgTools.BIN_VARIABLE, folder.toString())).orThrow();
    return ToolContext.of(tools).withScratch(server.context().scratch());
  }

  @Test
  void aDumpThatExitsNonZeroAfterAWholeArchiveStillThrows(@TempDir Path folder) throws Exception {
    var context = fakePgDump(folder, "printf PGDMP; head -c 100000 /dev/zero; exit 1\n");

    PostgresFailure failure = failureOf(context, server.newDatabase());

    assertThat(failure.error()).isEqualTo(PostgresError.DUMP_FAILED);
    assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.RETRYABLE);
  }

  @Test
  void aDumpThatIsKilledThrows(@TempDir Path folder) throws Exception {
    var context = fakePgDump(folder, "printf PGDMP; head -c 100000 /dev/zero; kill -9 $$\n");

    assertThat(failureOf(context, server.newDatabase()).error())
        .isEqualTo(PostgresError.DUMP_FAILED);
  }

  @Test
  void aDumpOfNothingThatExitsZeroIsRefused(@TempDir Path folder) throws Exception {
    assertThat(failureOf(fakePgDump(folder, "exit 0\n"), server.newDatabase()).error())
        .isEqualTo(PostgresError.EMPTY_DUMP);
  }

  @Test
  void anAbsurdlySmallDumpIsRefused(@TempDir Path folder) throws Exception {
    assertThat(failureOf(fakePgDump(folder, "printf PGDMP\n"), server.newDatabase()).error())
        .isEqualTo(PostgresError.EMPTY_DUMP);
  }

  @Test
  void outputThatIsNoArchiveIsRefused(@TempDir Path folder) throws Exception {
    var context = fakePgDump(folder, "head -c 100000 /dev/zero\n");

    assertThat(failureOf(context, server.newDatabase()).error())
        .isEqualTo(PostgresError.EMPTY_DUMP);
  }

  @Test
  void wordsOfTheServerInAnotherLanguageAreClassifiedByAskingIt(@TempDir Path folder)
      throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    var context =
        fakePgDump(folder, "echo 'pg_dump: FATAL: o banco não existe mais' >&2; exit 1\n");
    SnapshotSession session = SnapshotSession.open(spec).orThrow();
    session.close();
    execute(server.connection("postgres"), "drop database " + Identifiers.quoted(spec.database()));

    // when
    try (LogicalDump dump = LogicalDump.start(context, session).orThrow()) {
      assertThatThrownBy(() -> dump.stream().readAllBytes())
          .isInstanceOf(DumpFailedException.class);

      // then
      assertThat(dump.failure().error()).isEqualTo(PostgresError.DATABASE_MISSING);
    }
  }

  @Test
  void aSourceThatRestartsInMidDumpIsUnreachableAndTheDumpFails() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    execute(
        spec,
        "create table big as select repeat(md5(i::text), 100) from generate_series(1, 20000) i");
    try (SnapshotSession session = SnapshotSession.open(spec).orThrow();
        LogicalDump dump = LogicalDump.start(server.context(), session).orThrow();
        InputStream stream = dump.stream()) {
      assertThat(stream.readNBytes(1_000_000)).hasSize(1_000_000);

      // when
      server.cluster().stopImmediately();

      // then
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(DumpFailedException.class);
      assertThat(dump.failure().error()).isEqualTo(PostgresError.SOURCE_UNREACHABLE);
      assertThat(dump.failure().kind()).isEqualTo(PostgresFailure.Kind.RETRYABLE);
      assertThat(session.alive()).isFalse();
    } finally {
      server.cluster().start().orThrow();
    }
  }

  @Test
  void aCancelledDumpEndsAsCancelledAndLeavesNoProcess() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    execute(
        spec,
        "create table big as select repeat(md5(i::text), 100) from generate_series(1, 20000) i");
    try (SnapshotSession session = SnapshotSession.open(spec).orThrow();
        LogicalDump dump = LogicalDump.start(server.context(), session).orThrow()) {
      assertThat(dump.stream().readNBytes(100_000)).hasSize(100_000);

      // when
      dump.cancel();

      // then
      assertThatThrownBy(() -> dump.stream().readAllBytes())
          .isInstanceOf(DumpFailedException.class);
      assertThat(dump.failure().error()).isEqualTo(PostgresError.CANCELLED);
      await()
          .until(
              () ->
                  SourceCluster.query(
                          spec,
                          "select count(*) from pg_stat_activity where application_name = 'pg_dump'")
                      .equals("0"));
    }
  }

  @Test
  void aJobLeavesNeitherPasswordsNorFolders() throws Exception {
    try (SnapshotSession session = SnapshotSession.open(server.newDatabase()).orThrow();
        LogicalDump dump = LogicalDump.start(server.context(), session).orThrow()) {
      dump.stream().readAllBytes();
    }

    try (var left = Files.list(server.context().scratch())) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("salva-job")))
          .isEmpty();
    }
  }

  @Test
  void everyWayToFailAtConnectingHasItsClassAndShowsNoSecret() throws Exception {
    ConnectionSpec spec = server.newDatabase();
    var wrong = Password.of("wr0ng-s3cret");

    assertFails(
        spec.withUser("postgres", wrong),
        PostgresError.SOURCE_AUTHENTICATION,
        PostgresFailure.Kind.TERMINAL);
    assertFails(
        spec.withDatabase("not there"),
        PostgresError.DATABASE_MISSING,
        PostgresFailure.Kind.TERMINAL);
    var closed =
        new ConnectionSpec(
            "127.0.0.1", SourceCluster.freePort(), "x", "postgres", wrong, spec.sslMode());
    assertFails(closed, PostgresError.SOURCE_UNREACHABLE, PostgresFailure.Kind.RETRYABLE);
    var nowhere =
        new ConnectionSpec("nowhere.invalid", 5432, "x", "postgres", wrong, spec.sslMode());
    assertFails(nowhere, PostgresError.SOURCE_UNREACHABLE, PostgresFailure.Kind.RETRYABLE);
  }

  private static void assertFails(
      ConnectionSpec spec, PostgresError error, PostgresFailure.Kind kind) {
    Outcome<SnapshotSession> outcome = SnapshotSession.open(spec);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    PostgresFailure failure = ((Outcome.Failed<SnapshotSession>) outcome).failure();
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.toString()).doesNotContain("s3cret");
  }

  @Test
  void aUserWhoMayNotReadATableIsToldSo() throws Exception {
    ConnectionSpec spec = server.newDatabase();
    execute(
        spec,
        "create table hidden(id int)",
        "create role weak login password 'weak'",
        "grant connect on database " + Identifiers.quoted(spec.database()) + " to weak");

    assertFails(
        spec.withUser("weak", Password.of("weak")),
        PostgresError.SOURCE_PERMISSION,
        PostgresFailure.Kind.TERMINAL);
  }

  @Test
  void rowSecurityFailsABackupInsteadOfThinningIt() throws Exception {
    // given
    ConnectionSpec spec = server.newDatabase();
    execute(
        spec,
        "create table guarded(id int)",
        "insert into guarded values (1)",
        "alter table guarded enable row level security",
        "create role reader login password 'reader' in role pg_read_all_data");

    // when
    ConnectionSpec reader = spec.withUser("reader", Password.of("reader"));
    PostgresFailure failure = failureOf(server.context(), reader);

    // then
    assertThat(failure.error()).isEqualTo(PostgresError.SOURCE_PERMISSION);
    try (SnapshotSession session = SnapshotSession.open(reader).orThrow()) {
      assertThat(FactsCollector.ofSource(session, false).collect())
          .as("rows that the user may not see are not left out of the count")
          .isInstanceOf(Outcome.Failed.class);
    }
    execute(spec, "alter role reader bypassrls");
    try (SnapshotSession session = SnapshotSession.open(reader).orThrow();
        LogicalDump dump = LogicalDump.start(server.context(), session).orThrow()) {
      assertThat(dump.stream().readAllBytes()).isNotEmpty();
    }
  }
}
