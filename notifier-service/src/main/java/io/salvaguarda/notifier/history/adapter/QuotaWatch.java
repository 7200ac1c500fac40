package io.salvaguarda.notifier.history.adapter;

import io.salvaguarda.config.S3RepositoryConfig;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.storage.Measured;
import io.salvaguarda.kit.storage.VolumeMarks;
import io.salvaguarda.notifier.history.Entry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells when a repository in a bucket comes near its quota, as if that were a disk. What it holds
 * is what the last prune counted and what was added since.
 */
@ApplicationScoped
class QuotaWatch {

  private static final String HOLDS =
      """
      with counted as (select ended_at, repository_bytes from history
                       where kind = 'PRUNE' and repository = :repository
                         and repository_bytes is not null
                       order by ended_at desc limit 1)
      select cast(coalesce((select repository_bytes from counted), 0)
                  + coalesce((select sum(stored_bytes) from history
                              where kind in ('BACKUP', 'COPY') and outcome = 'SUCCEEDED'
                                and repository = :repository
                                and ended_at > coalesce((select ended_at from counted),
                                                        timestamptz '-infinity')), 0) as bigint)
      """;

  private final SuiteConfig config;
  private final VolumeMarks marks;

  QuotaWatch(SuiteConfig config, VolumeMarks marks) {
    this.config = config;
    this.marks = marks;
  }

  /** After work that may have changed what a repository holds. */
  Uni<Void> look(Mutiny.Session session, Entry entry) {
    boolean changed = entry.storedBytes() != null || entry.repositoryBytes() != null;
    return changed
            && entry.succeeded()
            && config.repositories().get(entry.repository()) instanceof S3RepositoryConfig s3
            && s3.quota().isPresent()
        ? look(session, s3.name(), s3.quota().get())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> look(Mutiny.Session session, String repository, long quota) {
    return session
        .createNativeQuery(HOLDS, Long.class)
        .setParameter("repository", repository)
        .getSingleResult()
        .chain(
            holds ->
                marks.note(
                    session,
                    new Measured(
                        "quota of repository " + repository,
                        Optional.empty(),
                        Math.max(0, quota - holds),
                        quota)));
  }
}
