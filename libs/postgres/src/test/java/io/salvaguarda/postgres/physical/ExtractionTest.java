package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that nobody trusts. */
class ExtractionTest {
  private static final ToolUser SELF = new ToolUser(Optional.empty());

  @TempDir Path folder;

  private final Map<String, byte[]> archives = new LinkedHashMap<>();

  private interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tar(Content... contents) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (Content content : contents) {
        content.write(tar);
      }
    }
    return bytes.toByteArray();
  }

  private static Content file(String name, String text) {
    return tar -> {
      var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    };
  }

  private static Content special(String name, byte type, String to) {
    return tar -> {
      var entry = new TarArchiveEntry(name, type, true);
      entry.setLinkName(to);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    };
  }

  private static Content folder(String name) {
    return special(name + "/", TarConstants.LF_DIR, "");
  }

  private static Content cluster() {
    return tar -> {
      file("PG_VERSION", "15\n").write(tar);
      file("backup_label", "START WAL LOCATION").write(tar);
      folder("global").write(tar);
      file("global/pg_control", "x").write(tar);
      folder("pg_tblspc").write(tar);
    };
  }

  private Outcome<DataDirectory> extract() throws IOException {
    return extract(name -> new ByteArrayInputStream(archives.get(name)));
  }

  private Outcome<DataDirectory> extract(Archives from) throws IOException {
    archives.putIfAbsent("backup_manifest", new byte[] {'{', '}'});
    var mapping = TablespaceMapping.below(folder.resolve("spaces"));
    var extraction =
        new DataDirectory.Extraction(folder.resolve("data"), mapping, SELF, true, bytes -> {});
    return DataDirectory.extract(extraction, archives.keySet(), from);
  }

  private static void assertDamaged(Outcome<DataDirectory> outcome, String named) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    PostgresFailure failure = ((Outcome.Failed<DataDirectory>) outcome).failure();
    assertThat(failure.error()).isEqualTo(PostgresError.BACKUP_DAMAGED);
    assertThat(failure.message()).contains(named);
  }

  @Test
  void aClusterIsExtractedForItsUserAlone() throws Exception {
    archives.put("base.tar", tar(cluster(), file("tablespace_map", "16400 /was/he\\\nre\n")));
    archives.put("tablespace-16400.tar", tar(folder("PG_15_2"), file("PG_15_2/1", "row")));

    DataDirectory data = extract().orThrow();

    assertThat(Files.getPosixFilePermissions(data.path())).hasSize(3);
    assertThat(data.path().resolve("pg_tblspc/16400/PG_15_2/1")).hasContent("row");
    assertThat(data.path().resolve("tablespace_map")).doesNotExist();
    assertThat(data.tablespaces()).containsKey(16400L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../outside", "global/../../outside", ".."})
  void aNameThatLeavesTheFolderIsRefused(String name) throws Exception {
    archives.put("base.tar", tar(cluster(), file(name, "x")));

    assertDamaged(extract(), name);

    assertThat(folder.resolve("outside")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_LINK,
        TarConstants.LF_SYMLINK,
        TarConstants.LF_FIFO,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK
      })
  void whatIsNoFileIsRefused(byte type) throws Exception {
    archives.put("base.tar", tar(cluster(), special("base/", type, "/etc")));

    assertDamaged(extract(), "base");
  }

  @Test
  void aLinkOfATablespaceNeverLeadsToWhereItWas() throws Exception {
    Path was = Files.createDirectory(folder.resolve("was"));
    archives.put(
        "base.tar",
        tar(cluster(), special("pg_tblspc/16400/", TarConstants.LF_SYMLINK, was.toString())));
    archives.put("tablespace-16400.tar", tar(file("row", "x")));

    extract().orThrow();

    assertThat(was).isEmptyDirectory();
    assertThat(folder.resolve("spaces/16400/row")).hasContent("x");
  }

  @Test
  void nothingIsWrittenThroughALinkOrTwice() throws Exception {
    archives.put(
        "base.tar",
        tar(
            cluster(),
            file("tablespace_map", "16400 /was\n"),
            folder("pg_tblspc/16400"),
            file("pg_tblspc/16400/x", "x")));
    archives.put("tablespace-16400.tar", tar(file("row", "x")));
    assertDamaged(extract(), "twice: pg_tblspc/16400");
  }

  @Test
  void aFileThatComesTwiceIsRefused() throws Exception {
    archives.put("base.tar", tar(cluster(), file("PG_VERSION", "16\n")));

    assertDamaged(extract(), "twice: PG_VERSION");
  }

  @Test
  void tablespacesAreAllThereOrNoneIs() throws Exception {
    archives.put("base.tar", tar(cluster(), file("tablespace_map", "16400 /was\n")));

    assertDamaged(extract(), "[16400]");
  }

  @Test
  void aDataDirectoryWithoutItsHeartIsNone() throws Exception {
    archives.put("base.tar", tar(file("PG_VERSION", "15\n")));

    assertDamaged(extract(), "backup_label");
  }

  @Test
  void aTruncatedArchiveIsRefused() throws Exception {
    byte[] whole = tar(cluster(), file("base", "x".repeat(5000)));
    archives.put("base.tar", Arrays.copyOf(whole, 6000));

    assertDamaged(extract(), "base.tar");
  }

  @Test
  void aBackupWithoutItsManifestIsNone() throws Exception {
    archives.put("base.tar", tar(cluster()));
    var extraction =
        new DataDirectory.Extraction(
            folder.resolve("data"), TablespaceMapping.below(folder), SELF, false, bytes -> {});

    assertDamaged(
        DataDirectory.extract(
            extraction, archives.keySet(), name -> new ByteArrayInputStream(archives.get(name))),
        "backup_manifest");
  }

  @Test
  void whatTheArchivesThrowIsNotTakenForDamage() throws Exception {
    byte[] whole = tar(cluster(), file("base", "x".repeat(50_000)));
    archives.put("base.tar", whole);
    IOException outage = new IOException("the store is away");
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw outage;
          }
        };

    assertThatThrownBy(
            () ->
                extract(
                    name ->
                        new SequenceInputStream(
                            new ByteArrayInputStream(whole, 0, 20_000), failing)))
        .isSameAs(outage);
  }

  @Test
  void aFolderThatHoldsSomethingIsNotExtractedInto() throws Exception {
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(folder.resolve("data/mine"), "precious");
    archives.put("base.tar", tar(cluster()));

    assertThat(extract())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().kind()).isEqualTo(PostgresFailure.Kind.INCONCLUSIVE));
    assertThat(folder.resolve("data/mine")).hasContent("precious");
  }
}
