package io.salvaguarda.backup.copies.adapter;

import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.SourceIds;
import io.salvaguarda.kit.jobs.JobRequest;
import java.time.Duration;
import java.util.List;

/** A repository and one of its copies; the payload of the job that copies. */
record CopyPair(String from, String to) {

  /** The job kind. */
  static final String JOB_KIND = "copy";

  private static final int ATTEMPTS = 3;

  /** A first copy moves everything. */
  private static final Duration DEADLINE = Duration.ofHours(48);

  /** All that the configuration names. */
  static List<CopyPair> allOf(SuiteConfig config) {
    return config.repositories().values().stream().flatMap(each -> of(each).stream()).toList();
  }

  static List<CopyPair> of(RepositoryConfig repository) {
    return repository.copies().to().stream()
        .map(to -> new CopyPair(repository.name(), to))
        .toList();
  }

  /** Names one pair; no repository's name has a slash. */
  String key() {
    return from + "/" + to;
  }

  JobRequest wish(String by, String idempotencyKey) {
    return new JobRequest(
        JOB_KIND, key(), SourceIds.STORAGE, this, ATTEMPTS, DEADLINE, by, idempotencyKey);
  }
}
