package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.KnownBackup;
import java.util.List;
import java.util.stream.Stream;

/** Whether a backup may be deleted, and why. */
public sealed interface Verdict {

  KnownBackup backup();

  /** In words, for events and people. */
  String reason();

  /** Those that may be deleted, in the same order. */
  static List<Expired> expired(List<Verdict> verdicts) {
    return verdicts.stream()
        .flatMap(
            verdict ->
                switch (verdict) {
                  case Expired expired -> Stream.of(expired);
                  case Kept kept -> Stream.empty();
                })
        .toList();
  }

  /** It may be deleted. */
  record Expired(KnownBackup backup, String reason) implements Verdict {}

  /** It stays. */
  record Kept(KnownBackup backup, String reason) implements Verdict {}
}
