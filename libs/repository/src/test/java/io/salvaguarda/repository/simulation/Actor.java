package io.salvaguarda.repository.simulation;

import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that uses the store: one request at a time, and each only when it is told to go on. It
 * can be left standing for as long as one likes, and it can die before or after any request.
 */
public final class Actor implements ObjectStore {

  /** What the process does. */
  public interface Work {
    void run(ObjectStore store) throws Exception;
  }

  private static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  private interface Request<T> {
    T send() throws StoreException;
  }

  private final String name;
  private final SimulatedStore store;
  private final Thread thread;
  private final List<String> waiting = new ArrayList<>();
  private int permits;
  private int answered;
  private boolean dead;
  private boolean ended;
  private boolean loseDelete;
  private Throwable failure;

  Actor(String name, SimulatedStore store, Work work) {
    this.name = name;
    this.store = store;
    this.thread = Thread.ofPlatform().daemon().name(name).start(() -> live(work));
  }

  private void live(Work work) {
    Throwable end = null;
    try {
      work.run(this);
    } catch (Throwable e) {
      end = e;
    }
    synchronized (this) {
      failure = end instanceof Died || dead ? null : end;
      ended = true;
      dead = true; // threads that it has left behind end too
      notifyAll();
    }
  }

  /** Lets one request through and waits for its answer; false when the process has ended. */
  synchronized boolean step() {
    await(() -> ended || !waiting.isEmpty());
    if (ended) {
      return false;
    }
    int next = answered + 1;
    permits++;
    notifyAll();
    await(() -> ended || answered >= next);
    return true;
  }

  /** Whether it is just about to publish a backup or WAL. */
  synchronized boolean isPublishing() {
    await(() -> ended || !waiting.isEmpty());
    return waiting.stream()
        .anyMatch(r -> r.startsWith("put ") && ManifestWatch.isDocument(r.substring(4)));
  }

  /** No request of it is sent any more, and no answer is heard. */
  synchronized void die() {
    dead = true;
    notifyAll();
    await(() -> ended);
  }

  /** The answer to its next delete under a lease is lost, and the delete comes late. */
  synchronized void loseNextDelete() {
    loseDelete = true;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** Why it ended, other than by its death. */
  synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > end) {
          throw new AssertionError(name + " neither asks nor ends; waiting: " + waiting);
        }
        wait(1000);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private <T> T ask(String request, Request<T> body) throws StoreException {
    enter(request);
    try {
      return body.send();
    } finally {
      leave();
    }
  }

  private synchronized void enter(String request) {
    waiting.add(request);
    notifyAll();
    boolean interrupted = false;
    while (permits == 0 && !dead) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // a process that gives up still has to wait for its turn
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    waiting.remove(request);
    if (dead) {
      throw new Died();
    }
    permits--;
  }

  private synchronized void leave() {
    answered++;
    notifyAll();
    if (dead) {
      throw new Died();
    }
  }

  @Override
  public void put(String key, ByteBuffer bytes) throws StoreException {
    ask(
        "put " + key,
        () -> {
          store.put(key, bytes);
          return null;
        });
  }

  @Override
  public boolean putIfAbsent(String key, ByteBuffer bytes) throws StoreException {
    return ask("put " + key, () -> store.putIfAbsent(key, bytes));
  }

  @Override
  public boolean replace(String key, byte[] expected, ByteBuffer bytes) throws StoreException {
    return ask("replace " + key, () -> store.replace(key, expected, bytes));
  }

  @Override
  public byte[] get(String key, int limit) throws StoreException {
    return ask("get", () -> store.get(key, limit));
  }

  @Override
  public Optional<ObjectStat> stat(String key) throws StoreException {
    return ask("stat", () -> store.stat(key));
  }

  @Override
  public List<ObjectStat> list(String prefix) throws StoreException {
    return ask("list", () -> store.list(prefix));
  }

  @Override
  public Optional<ObjectLock> objectLock() {
    return store.objectLock();
  }

  @Override
  public boolean keepLocked(ObjectStat object) throws StoreException {
    return ask("keepLocked", () -> store.keepLocked(object));
  }

  @Override
  public void delete(String key) throws StoreException {
    ask(
        "delete",
        () -> {
          store.delete(key);
          return null;
        });
  }

  @Override
  public boolean delete(String key, Lease lease) throws StoreException {
    return ask(
        "delete under lease",
        () -> {
          if (loseDelete) {
            loseDelete = false;
            store.deleteLater(key, lease);
            throw new StoreException.Unavailable("the answer is lost");
          }
          return store.delete(key, lease);
        });
  }

  @Override
  public void close() {
    // the store is shared
  }
}
