package io.salvaguarda.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupIdTest {

  @Test
  void anIdIsReadAsItIsWritten() {
    BackupId id =
        BackupId.of(
            "a-1", BackupId.Kind.PHYSICAL, Instant.parse("2026-03-04T05:06:07.890Z"), "0abc");

    assertThat(id).hasToString("a-1/physical/2026-03-04_05-06-07-0abc");
    assertThat(BackupId.parse(id.toString())).isEqualTo(id);
    assertThat(BackupId.ofManifestKey(id.manifestKey())).contains(id);
    assertThat(BackupId.ofManifestKey(id.verificationKey())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../etc",
        "-a",
        "A",
        "a/b",
        "a b",
        "a\n",
        "a;rm -rf",
        "host=evil dbname=x",
        "ä",
        "a123456789012345678901234567890123456789012345678901234567890123"
      })
  void whatIsNoSourceIdIsRefused(String sourceId) {
    assertThatThrownBy(() -> BackupId.requireSourceId(sourceId))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BackupId.of(sourceId, BackupId.Kind.LOGICAL, Instant.EPOCH, "abcd"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BackupId.parse(sourceId + "/logical/2026-03-04_05-06-07-0abc"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a/logical",
        "a/LOGICAL/2026-03-04_05-06-07-0abc",
        "a/other/2026-03-04_05-06-07-0abc",
        "a/logical/2026-03-04_05-06-07-../x",
        "a/logical/..",
        "a/logical/2026-03-04_05-06-07-0abc/",
        "/a/logical/2026-03-04_05-06-07-0abc"
      })
  void whatIsNoBackupIdIsRefused(String id) {
    assertThatThrownBy(() -> BackupId.parse(id)).isInstanceOf(IllegalArgumentException.class);
  }
}
