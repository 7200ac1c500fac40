package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Break-glass for WAL: the repository and its passphrase alone. */
class RepoWalTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final int SEGMENT = 1024 * 1024;
  private static final String HISTORY = "1\t0/400100\tno recovery target specified\n";

  @TempDir Path folder;
  private Path repository;

  @BeforeEach
  void segmentsOfTwoTimelines() throws IOException {
    repository = folder.resolve("repo");
    Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
    try (DirectoryObjectStore store = new DirectoryObjectStore(repository);
        WalArchive archive = BackupRepository.create(store, PASSPHRASE).wal("shop")) {
      put(archive, "000000010000000000000002", wal(2));
      put(archive, "000000010000000000000003", wal(3));
      put(archive, "00000002.history", HISTORY.getBytes(StandardCharsets.US_ASCII));
      put(archive, "000000020000000000000004", wal(4));
      archive.putPartial(
          new WalFile("42", "000000020000000000000005"), ByteBuffer.wrap(wal(5), 0, 5000), SEGMENT);
    }
  }

  private static void put(WalArchive archive, String name, byte[] bytes) throws IOException {
    archive.put(new WalFile("42", name), new ByteArrayInputStream(bytes), bytes.length);
  }

  private static byte[] wal(int seed) {
    byte[] bytes = new byte[SEGMENT];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Commands.Result wal(String command, String... more) {
    Stream<String> own =
        Stream.of(
            "repo",
            "wal",
            command,
            "--directory",
            repository.toString(),
            "--passphrase-file",
            folder.resolve("passphrase").toString());
    return new Commands(folder.resolve("no-suite"))
        .run(Stream.concat(own, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void whatIsThereWithoutAGapIsListedByTimeline() throws IOException {
    Commands.Result text = wal("list", "shop");
    JsonNode json = Json.MAPPER.readTree(wal("list", "shop", "--json").out());

    assertThat(text.exit()).as(text.err()).isZero();
    assertThat(text.out())
        .contains("cluster 42")
        .containsPattern("1 +0/200000 +0/400000 +000000010000000000000003")
        .containsPattern("2 +0/400000 +0/501388 +000000020000000000000005");
    assertThat(json.at("/spans")).hasSize(2);
    assertThat(json.at("/walSegmentBytes").asInt()).isEqualTo(SEGMENT);
    assertThat(wal("list", "shop", "--files").out())
        .contains("00000002.history")
        .containsPattern("000000020000000000000005 +4.9 KiB");
  }

  @Test
  void whatIsMissingIsNamedAndTheExitCodeSaysSo() throws IOException {
    Files.delete(repository.resolve("wal/shop/42/00000002/000000020000000000000004.json"));
    try (DirectoryObjectStore store = new DirectoryObjectStore(repository);
        WalArchive archive = BackupRepository.open(store, PASSPHRASE).wal("shop")) {
      put(archive, "000000020000000000000003", wal(3));
    }

    Commands.Result result = wal("list", "shop");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains("MISSING 000000020000000000000004 to 000000020000000000000004");
  }

  @Test
  void whatIsExtractedIsWhatAServerReads() throws IOException {
    Path out = folder.resolve("wal");

    Commands.Result first =
        wal("extract", "shop", "--from", "000000010000000000000003", "--to", out.toString());
    Commands.Result again = wal("extract", "shop", "--to", out.toString());

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("4 files");
    assertThat(again.out()).contains("1 files");
    assertThat(out.resolve("000000010000000000000003")).hasBinaryContent(wal(3));
    assertThat(out.resolve("00000002.history")).hasContent(HISTORY);
    assertThat(out.resolve("000000020000000000000005"))
        .hasBinaryContent(Arrays.copyOf(Arrays.copyOf(wal(5), 5000), SEGMENT));
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(wal("list", "other").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(wal("list", "shop", "--system", "43").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(wal("list", "../shop").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(wal("list", "shop", "--system", "x").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(wal("extract", "shop", "--from", "1", "--to", "x").exit()).isEqualTo(ExitCode.USAGE);
  }
}
