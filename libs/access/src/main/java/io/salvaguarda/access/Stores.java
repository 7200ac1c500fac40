package io.salvaguarda.access;

import io.salvaguarda.config.DirectoryRepositoryConfig;
import io.salvaguarda.config.ObjectLockRules;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.S3RepositoryConfig;
import io.salvaguarda.repository.RepositoryLocks;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.Retries;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.RetryingObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import io.salvaguarda.repository.store.s3.S3ObjectStore;
import io.salvaguarda.repository.store.s3.S3Settings;
import io.salvaguarda.repository.store.s3.StoreAbilities;
import java.time.Duration;
import java.util.Optional;

/** The store that a configured repository is in. */
public final class Stores {

  private Stores() {}

  /**
   * The caller closes it.
   *
   * @param retries how long the store may be away before an operation fails
   */
  public static ObjectStore open(RepositoryConfig repository, RetryPolicy retries)
      throws StoreException {
    return new RetryingObjectStore(plain(repository), retries);
  }

  /**
   * Tries out what the repository's S3 server is able to do; writes and deletes small objects below
   * {@code probe/}.
   *
   * @param retries how long the store may be away
   * @return empty for a directory: those do not differ
   */
  public static Optional<StoreAbilities> probe(RepositoryConfig repository, RetryPolicy retries)
      throws StoreException {
    return switch (repository) {
      case DirectoryRepositoryConfig directory -> Optional.empty();
      case S3RepositoryConfig s3 -> {
        try (S3ObjectStore store = bucket(s3)) {
          yield Optional.of(
              new Retries(retries).run("probe", repository.name(), tries -> store.probe()));
        }
      }
    };
  }

  private static ObjectStore plain(RepositoryConfig repository) throws StoreException {
    return switch (repository) {
      case DirectoryRepositoryConfig directory -> new DirectoryObjectStore(directory.path());
      case S3RepositoryConfig s3 -> bucket(s3);
    };
  }

  private static S3ObjectStore bucket(S3RepositoryConfig s3) throws StoreException {
    return new S3ObjectStore(
        new S3Settings(
            s3.endpoint(),
            s3.region(),
            s3.bucket(),
            s3.prefix(),
            s3.accessKey().reveal(),
            s3.secretKey().reveal(),
            s3.caCertificate(),
            S3Settings.DEFAULT_PATIENCE,
            s3.objectLock().map(Stores::lock)));
  }

  private static ObjectLock lock(ObjectLockRules rules) {
    return RepositoryLocks.toLock(
        ObjectLock.Mode.valueOf(rules.mode().name()), Duration.ofDays(rules.days()));
  }
}
