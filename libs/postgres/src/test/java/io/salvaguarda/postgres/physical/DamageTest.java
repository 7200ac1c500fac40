package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes that changed, after the server listed them and before. */
class DamageTest {
  private static final int PAGE = 8192;
  private static PhysicalSource source;

  @BeforeAll
  static void start() throws Exception {
    source = new PhysicalSource();
  }

  @AfterAll
  static void stop() throws Exception {
    source.close();
  }

  private static ToolContext context() {
    return source.context().sandboxed();
  }

  private static void flip(Path file, long offset) throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      int was = bytes.read();
      bytes.seek(offset);
      bytes.write(was ^ 1);
    }
  }

  @Test
  void aBitInATablesFileIsFoundByPgVerifybackupWhichNamesTheFile() throws Exception {
    String file = source.query("shop", "select pg_relation_filepath('orders')");
    DataDirectory data = source.extracted(source.take());
    flip(data.path().resolve(file), PAGE + 100);

    List<Damage> damages = VerifyBackup.run(context(), data, stop -> {}).orThrow();

    assertThat(damages).singleElement().returns(file, Damage::object);
    assertThat(damages.getFirst().said()).contains("checksum mismatch");
  }

  @Test
  void aFileThatIsMissingIsNamed() throws Exception {
    String file = source.query("shop", "select pg_relation_filepath('far')");
    DataDirectory data = source.extracted(source.take());
    Files.delete(data.path().resolve(file));

    assertThat(VerifyBackup.run(context(), data, stop -> {}).orThrow())
        .singleElement()
        .returns(file, Damage::object);
  }

  @Test
  void aPageThatWasBadWhenItWasBackedUpIsFoundByItsChecksum() throws Exception {
    try (PhysicalSource own = new PhysicalSource()) {
      own.cluster.stop();
      var data = new DataDirectory(own.cluster.data(), Map.of(), ToolUser.forTools());
      assertThat(
              DirectoryTool.run(
                      own.context(),
                      data,
                      "pg_checksums",
                      List.of("--enable", "-D", data.spelled()))
                  .exit())
          .isZero();
      own.cluster.start().orThrow();
      String file = own.query("shop", "select pg_relation_filepath('orders')");
      DataDirectory copy = own.extracted(own.take());
      assertThat(
              Recovery.of(
                      own.context().sandboxed(),
                      copy,
                      RecoverySettings.consistent(),
                      PhysicalSource.sandbox())
                  .run())
          .isInstanceOf(Recovery.Result.Reached.class);
      assertThat(PageChecksums.run(own.context().sandboxed(), copy, stop -> {}).orThrow())
          .isEqualTo(new PageChecksums.Result.Checked(List.of()));
      flip(copy.path().resolve(file), PAGE + 100);

      assertThat(PageChecksums.run(own.context().sandboxed(), copy, stop -> {}).orThrow())
          .isInstanceOfSatisfying(
              PageChecksums.Result.Checked.class,
              checked ->
                  assertThat(checked.damages()).singleElement().returns(file, Damage::object));
    }
  }

  @Test
  void aBadPageWithoutChecksumsIsFoundByAmcheckWhichNamesTheFile() throws Exception {
    String table = source.query("shop", "select pg_relation_filepath('orders')");
    String index = source.query("shop", "select pg_relation_filepath('far_pkey')");
    DataDirectory data = source.extracted(source.take());
    assertThat(
            Recovery.of(context(), data, RecoverySettings.consistent(), PhysicalSource.sandbox())
                .run())
        .isInstanceOf(Recovery.Result.Reached.class);
    flip(data.path().resolve(table), PAGE + 24 + 1); // the length of a row's line pointer
    flip(data.path().resolve(index), PAGE + 8000); // a key

    try (var cluster =
        RecoveredCluster.start(context(), data, PhysicalSource.sandbox()).orThrow()) {
      assertThat(AmCheck.run(cluster.connection("shop"), true).orThrow().damages())
          .anyMatch(damage -> damage.object().contains("public.orders (" + table + ")"))
          .anyMatch(damage -> damage.object().contains("public.far_pkey (" + index + ")"));
    }
  }

  @Test
  void aLibraryThatIsMissingIsNoDamage() throws Exception {
    source.execute("postgres", "create database lib");
    source.execute(
        "lib",
        "create table t (n int)",
        "insert into t values (1)",
        "create function twice(int) returns int language sql immutable as 'select $1 * 2'",
        "create index on t (twice(n))",
        "set check_function_bodies = off",
        """
        update pg_proc set prolang = (select oid from pg_language where lanname = 'c'),
          probin = '$libdir/not_there', prosrc = 'twice', prosqlbody = null
        where proname = 'twice'
        """);
    DataDirectory data = source.extracted(source.take());
    Recovery.of(context(), data, RecoverySettings.consistent(), PhysicalSource.sandbox()).run();

    try (var cluster =
        RecoveredCluster.start(context(), data, PhysicalSource.sandbox()).orThrow()) {
      AmCheck.Report report = AmCheck.run(cluster.connection("lib"), true).orThrow();
      assertThat(report.damages()).isEmpty();
      assertThat(report.notes())
          .singleElement()
          .asString()
          .contains("t_twice_idx", "not checked", "not_there");
    }
  }

  @Test
  void anIndexThatAnotherLocaleSortedIsNoDamage() throws Exception {
    source.execute("postgres", "create database sorted");
    source.execute(
        "sorted",
        "create table words (word text primary key)",
        "insert into words select md5(n::text) from generate_series(1, 1000) n");
    String index = source.query("sorted", "select pg_relation_filepath('words_pkey')");
    DataDirectory data = source.extracted(source.take());
    Recovery.of(context(), data, RecoverySettings.consistent(), PhysicalSource.sandbox()).run();
    Path file = data.path().resolve(index);
    String word = source.query("sorted", "select word from words where word > 'f' limit 1");
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    flip(file, bytes.indexOf(word)); // the first letter of a key

    try (var cluster =
        RecoveredCluster.start(context(), data, PhysicalSource.sandbox()).orThrow()) {
      var sorted = cluster.connection("sorted");
      assertThat(AmCheck.run(sorted, true).orThrow().damages())
          .singleElement()
          .returns("public.words_pkey (" + index + ")", Damage::object);
      SourceCluster.execute(
          sorted, "update pg_database set datcollversion = '1.0' where datname = 'sorted'");

      AmCheck.Report report = AmCheck.run(sorted, true).orThrow();

      assertThat(report.damages()).isEmpty();
      assertThat(report.notes()).singleElement().asString().contains("words_pkey", "reindex");
    }
  }
}
