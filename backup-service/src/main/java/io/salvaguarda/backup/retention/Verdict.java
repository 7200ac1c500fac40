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
                  case Locked locked -> Stream.empty();
                })
        .toList();
  }

  /** Whether nothing but its store keeps the backup, if anything: its lock need not be renewed. */
  default boolean goes() {
    return switch (this) {
      case Expired expired -> true;
      case Locked locked -> true;
      case Kept kept -> false;
    };
  }

  /** It may be deleted. */
  record Expired(KnownBackup backup, String reason) implements Verdict {}

  /** It would be deleted, but its store does not let it go yet. */
  record Locked(KnownBackup backup, String reason) implements Verdict {}

  /** It stays. */
  record Kept(KnownBackup backup, String reason) implements Verdict {}
}
