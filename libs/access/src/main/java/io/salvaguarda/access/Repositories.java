package io.salvaguarda.access;

import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.RepositoryCopy;
import io.salvaguarda.repository.RepositoryKeyring;
import io.salvaguarda.repository.key.Credential;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The configured repositories, each opened at its first use and kept open. */
public final class Repositories implements AutoCloseable {

  private final SuiteConfig config;
  private final RetryPolicy retries;
  private final FitStores stores;
  private final Map<String, Opened> open = new HashMap<>();

  private record Opened(ObjectStore store, BackupRepository repository) {}

  /**
   * @param retries how long the store may be away before an operation fails
   */
  public Repositories(SuiteConfig config, RetryPolicy retries) {
    this.config = config;
    this.retries = retries;
    this.stores = new FitStores(retries);
  }

  public Set<String> names() {
    return config.repositories().keySet();
  }

  /**
   * Opens it for writing, making it when there is none yet. Its store is probed the first time, and
   * refused when it lacks what a repository needs. A failure is not kept: the next call tries
   * again.
   *
   * @throws IOException a StoreException, RepositoryException or UnusableKeyFile; see {@link
   *     Failures#of}
   * @throws IllegalArgumentException when no repository of that name is configured
   */
  public BackupRepository get(String name) throws IOException {
    requireFit(name);
    return get(name, BackupRepository::openOrCreate);
  }

  /**
   * Probes its store, unless that was done, and does not open it.
   *
   * @throws StoreException.Unfit when the store lacks what a repository needs
   * @throws IllegalArgumentException when no repository of that name is configured
   */
  public void requireFit(String name) throws StoreException {
    stores.require(configured(name));
  }

  /**
   * Opens it for reading what is there, and never makes one: a disk that is not mounted must not
   * become an empty repository, whose backups would all seem lost.
   *
   * @throws IOException as {@link #get}; {@code RepositoryException.Absent} when there is none
   * @throws IllegalArgumentException when no repository of that name is configured
   */
  public BackupRepository existing(String name) throws IOException {
    return get(name, BackupRepository::open);
  }

  /**
   * Opens it once more, with the given key alone, to look at who can open it.
   *
   * @throws IOException as {@link #existing}, also when its own key no longer opens it
   * @throws IllegalArgumentException when no repository of that name is configured
   */
  public RepositoryKeyring keyring(String name, RepositoryKey key) throws IOException {
    Credential credential = Credentials.of(key);
    existing(name);
    return RepositoryKeyring.open(openStore(name), credential);
  }

  private synchronized ObjectStore openStore(String name) {
    return open.get(name).store;
  }

  /**
   * Opens a repository's copy, which is begun when there is none. The copy's own key must open it:
   * a copy that nobody here can open would be none when it is needed.
   *
   * @throws CopyException names which of the two failed
   * @throws IllegalArgumentException when no repository of either name is configured
   */
  public RepositoryCopy copy(String from, String to) throws CopyException {
    BackupRepository source;
    try {
      source = existing(from);
    } catch (IOException e) {
      throw new CopyException(from, e);
    }
    try {
      requireFit(to);
      return source.copyTo(storeOf(to, source));
    } catch (IOException e) {
      throw new CopyException(to, e);
    }
  }

  /** Opening it as a repository proves the key; before there is one, it is made by copying. */
  private synchronized ObjectStore storeOf(String to, BackupRepository source) throws IOException {
    Opened opened = open.get(to);
    if (opened == null) {
      opened =
          open(
              to,
              (store, credential) -> {
                source.copyTo(store);
                return BackupRepository.open(store, credential);
              });
      open.put(to, opened);
    }
    return opened.store;
  }

  private interface Opening {
    BackupRepository open(ObjectStore store, Credential credential) throws IOException;
  }

  private synchronized BackupRepository get(String name, Opening opening) throws IOException {
    Opened opened = open.get(name);
    if (opened == null) {
      opened = open(name, opening);
      open.put(name, opened);
    }
    return opened.repository;
  }

  private RepositoryConfig configured(String name) {
    RepositoryConfig repository = config.repositories().get(name);
    if (repository == null) {
      throw new IllegalArgumentException("no repository is named " + name);
    }
    return repository;
  }

  private Opened open(String name, Opening opening) throws IOException {
    RepositoryConfig repository = configured(name);
    Credential credential = Credentials.of(repository);
    ObjectStore store = Stores.open(repository, retries);
    try {
      return new Opened(store, opening.open(store, credential));
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(opened -> opened.store.close());
    open.clear();
  }
}
