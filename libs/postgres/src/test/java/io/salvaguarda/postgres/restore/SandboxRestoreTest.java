package io.salvaguarda.postgres.restore;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.RoundTrip;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.facts.DatabaseShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class SandboxRestoreTest {
  private final SourceCluster.Server server;

  SandboxRestoreTest(SourceCluster.Server server) {
    this.server = server;
  }

  private RoundTrip takenWith(String... statements) throws Exception {
    ConnectionSpec spec = server.newDatabase();
    execute(spec, statements);
    return RoundTrip.of(server.context(), spec, false);
  }

  private PostgresFailure failureOf(RoundTrip taken, byte[] archive) throws Exception {
    var outcome = taken.restore(server.sandbox(), archive);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed<TargetDatabase>) outcome).failure();
  }

  /** Same length, so that the archive's structure stays whole. */
  private static byte[] replaced(byte[] archive, String from, String to) {
    String text = new String(archive, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aTruncatedArchiveIsABadBackup() throws Exception {
    RoundTrip taken =
        takenWith("create table t as select md5(i::text) from generate_series(1, 1000) i");

    for (int length : new int[] {10, 500, taken.archive().length / 2}) {
      PostgresFailure failure = failureOf(taken, Arrays.copyOf(taken.archive(), length));
      execute(
          server.sandbox().connection("postgres"),
          "drop database \"" + taken.facts().database().name() + "\"");

      assertThat(failure.error())
          .describedAs("%d bytes", length)
          .isEqualTo(PostgresError.RESTORE_FAILED);
      assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.TERMINAL);
    }
  }

  @Test
  void anErrorInTheMiddleFailsTheRestoreAndShowsNoRow() throws Exception {
    RoundTrip taken =
        takenWith(
            "create table t(secret text, id int)",
            "insert into t values ('card 4111-1111', 1000000001)");

    PostgresFailure failure =
        failureOf(taken, replaced(taken.archive(), "1000000001", "hunter2xxx"));

    assertThat(failure.error()).isEqualTo(PostgresError.RESTORE_FAILED);
    assertThat(failure.logTail()).anyMatch(line -> line.contains("COPY t, line 1"));
    assertThat(String.join("\n", failure.logTail()))
        .contains("invalid input syntax for type integer")
        .doesNotContain("hunter2")
        .doesNotContain("4111");
  }

  @Test
  void anExtensionThatTheSandboxLacksIsOurTroubleNotTheBackups() throws Exception {
    RoundTrip taken = takenWith("create extension hstore", "create table t(h hstore)");

    PostgresFailure failure = failureOf(taken, replaced(taken.archive(), "hstore", "hst0re"));

    assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.INCONCLUSIVE);
    assertThat(failure.error()).isEqualTo(PostgresError.SANDBOX_FAILED);
    assertThat(failure.message()).contains("hst0re");
  }

  @Test
  void aLocaleThatTheSandboxLacksIsOurTroubleNotTheBackups() throws Exception {
    RoundTrip taken = takenWith("create collation mine (locale = 'C.utf8')");

    PostgresFailure failure = failureOf(taken, replaced(taken.archive(), "C.utf8", "xx_XXX"));

    assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.INCONCLUSIVE);
    assertThat(failure.error()).isEqualTo(PostgresError.SANDBOX_FAILED);
  }

  @Test
  void aStreamThatBreaksIsNeitherARestoreFailureNorASuccess() throws Exception {
    // given
    RoundTrip taken = takenWith("create table t(id int)");
    InputStream breaking =
        new SequenceInputStream(
            new ByteArrayInputStream(taken.archive(), 0, 600),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the store is away");
              }
            });
    SandboxRoles.named(server.sandbox().connection("postgres"), taken.facts().roles()).orThrow();
    TargetDatabase target = newTarget(taken);

    // when, then
    var restore =
        new LogicalRestore(
            server.sandbox().toolContext(), target.connection(), RestoreOptions.sandbox(target));
    assertThatThrownBy(() -> restore.from(breaking)).hasMessage("the store is away");
  }

  private TargetDatabase newTarget(RoundTrip taken) {
    return TargetDatabase.create(
            server.sandbox().connection("postgres"),
            taken.facts().database().name(),
            taken.facts().database(),
            TargetDatabase.LocalePolicy.FALL_BACK,
            Side.SANDBOX)
        .orThrow();
  }

  @Test
  void aSandboxThatDiesInTheMiddleIsInconclusive() throws Exception {
    // given
    RoundTrip taken =
        takenWith("create table t as select md5(i::text) from generate_series(1, 200000) i");
    try (var sandbox = server.newSandbox()) {
      Runnable death = sandbox::close;
      InputStream killing =
          new SequenceInputStream(
              new ByteArrayInputStream(taken.archive(), 0, 200_000),
              new ByteArrayInputStream(taken.archive(), 200_000, taken.archive().length - 200_000) {
                @Override
                public synchronized int read(byte[] buffer, int offset, int length) {
                  death.run();
                  return super.read(buffer, offset, length);
                }
              });
      SandboxRoles.named(sandbox.connection("postgres"), taken.facts().roles()).orThrow();
      TargetDatabase target =
          TargetDatabase.create(
                  sandbox.connection("postgres"),
                  "x",
                  taken.facts().database(),
                  TargetDatabase.LocalePolicy.FALL_BACK,
                  Side.SANDBOX)
              .orThrow();

      // when
      var outcome =
          new LogicalRestore(
                  sandbox.toolContext(), target.connection(), RestoreOptions.sandbox(target))
              .from(killing);

      // then
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      PostgresFailure failure = ((Outcome.Failed<LogicalRestore.Summary>) outcome).failure();
      assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.INCONCLUSIVE);
    }
  }

  @Test
  void aDatabaseWithALocaleThatThisMachineLacksIsMadeApproximatelyAndSaysSo() throws Exception {
    // given
    var shape = takenWith().facts().database();
    var foreign =
        new DatabaseShape(
            "x",
            "postgres",
            "LATIN1",
            "pt_XX.iso88591",
            "pt_XX.iso88591",
            "c",
            null,
            null,
            -1,
            null,
            shape.settings(),
            shape.grants());
    ConnectionSpec sandbox = server.sandbox().connection("postgres");

    // when
    var exact =
        TargetDatabase.create(
            sandbox, "exact", foreign, TargetDatabase.LocalePolicy.EXACT, Side.TARGET);
    TargetDatabase near =
        TargetDatabase.create(
                sandbox, "near", foreign, TargetDatabase.LocalePolicy.FALL_BACK, Side.SANDBOX)
            .orThrow();

    // then
    assertThat(exact)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().message()).contains("pt_XX.iso88591"));
    assertThat(near.approximate()).isTrue();
    assertThat(near.notes()).singleElement().asString().contains("pt_XX.iso88591");
    assertThat(SourceCluster.query(near.connection(), "show server_encoding")).isEqualTo("LATIN1");
  }

  @Test
  void anArchivesListIsReadFromItsBeginningOnly() throws Exception {
    RoundTrip taken =
        takenWith("create table t as select md5(i::text) from generate_series(1, 100000) i");

    var archive = new ByteArrayInputStream(taken.archive());
    ArchiveToc toc = ArchiveToc.read(server.context(), archive).orThrow();

    assertThat(toc.entries()).extracting(ArchiveToc.Entry::kind).contains("TABLE", "TABLE DATA");
    assertThat(archive.available()).isPositive();
    assertThat(ArchiveToc.read(server.context(), new ByteArrayInputStream(new byte[2000])))
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void rolesComeWithoutPasswordsAndTablespacesNotAtAll() throws Exception {
    // given
    String script =
        """
        \\restrict abc
        CREATE ROLE "a;b'""c";
        ALTER ROLE "a;b'""c" WITH NOSUPERUSER INHERIT LOGIN CONNECTION LIMIT 5 PASSWORD 'SCRAM-SHA-256$x' VALID UNTIL '2030-01-01';
        CREATE ROLE plain; -- a comment; with a semicolon
        GRANT "a;b'""c" TO plain;
        CREATE TABLESPACE fast OWNER plain LOCATION '/tmp/never';
        GRANT ALL ON TABLESPACE fast TO plain;
        ALTER ROLE plain SET "no.such" TO 'x;y';
        ALTER ROLE plain SET no_such_setting TO 'x';
        \\unrestrict abc
        """;
    try (var sandbox = server.newSandbox()) {
      ConnectionSpec spec = sandbox.connection("postgres");

      // when
      var refused = SandboxRoles.restore(spec, script).orThrow();

      // then
      assertThat(refused).singleElement().asString().contains("no_such_setting");
      assertThat(
              SourceCluster.query(
                  spec,
                  "select string_agg(rolname || rolconnlimit || coalesce(rolpassword, '-'), ' ' order by 1)"
                      + " from pg_authid where rolname in ('plain', 'a;b''\"c')"))
          .isEqualTo("a;b'\"c5- plain-1-");
      assertThat(SourceCluster.query(spec, "select count(*) from pg_tablespace")).isEqualTo("2");
    }
  }
}
