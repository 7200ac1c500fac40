package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.ChunkNamer;
import io.salvaguarda.repository.chunk.ChunkSealer;
import io.salvaguarda.repository.chunk.SealedBuffer;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.MarkedChunks;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Sees to it that chunks are stored: names them, asks whether they are, else seals and puts them,
 * several at a time. Back-pressure and bounded memory come from the buffers: there are only so
 * many, and who brings a chunk must lease one first. For several streams at the same time, each
 * with a {@link Tally} of its own; the bound is that of one.
 */
final class ChunkUploads implements AutoCloseable {

  /** Requests to the store at once. From 2 to 8 the measured time to S3 fell by a quarter. */
  private static final int REQUESTS = 8;

  /** Chunks compressed at once; the thread that cuts is busy too. */
  private static final int SEALERS = 2;

  /** One being filled, two being sealed, the others waiting or being asked for. */
  private static final int BUFFERS = 7;

  private final ObjectStore store;
  private final StoredChunks stored;
  private final ExecutorService workers = Workers.fixed("backup-chunk", REQUESTS);
  private final BlockingQueue<ChunkBuffer> buffers = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Desk> desks = new ArrayBlockingQueue<>(REQUESTS);
  private final BlockingQueue<ChunkSealer> sealers = new ArrayBlockingQueue<>(SEALERS);

  ChunkUploads(ObjectStore store, SubKeys keys, int zstdLevel) {
    this.store = store;
    this.stored = new StoredChunks(store);
    for (int i = 0; i < BUFFERS; i++) {
      buffers.add(new ChunkBuffer());
    }
    for (int i = 0; i < REQUESTS; i++) {
      desks.add(new Desk(new ChunkNamer(keys.chunkId()), new SealedBuffer()));
    }
    for (int i = 0; i < SEALERS; i++) {
      sealers.add(new ChunkSealer(keys.sealing(), zstdLevel));
    }
  }

  /** Whether a chunk is to be put. */
  enum Need {
    /** Another chunk of the same bytes was given, or is remembered. */
    NONE,
    /** An object of the chunk's name may be taken for the chunk. */
    UNLESS_STORED,
    ALWAYS
  }

  /** What one thread works with. */
  private record Desk(ChunkNamer namer, SealedBuffer object) {}

  /**
   * Streams that fail together.
   *
   * @param marked what they must not take for stored
   * @param failure the first of any of them
   */
  record Scope(MarkedChunks marked, AtomicReference<Throwable> failure) {
    Scope(MarkedChunks marked) {
      this(marked, new AtomicReference<>());
    }
  }

  /** What one stream has given. For one thread. */
  final class Tally {
    private final Scope scope;
    private final Deque<Future<ChunkId>> pending = new ArrayDeque<>();
    private final List<ChunkId> ids = new ArrayList<>();
    private final AtomicLong storedBytes = new AtomicLong();
    private final AtomicLong newBytes = new AtomicLong();
    private final AtomicLong newChunks = new AtomicLong();

    Tally(Scope scope) {
      this.scope = scope;
    }

    /**
     * Returns when every chunk given so far is stored; throws the first failure otherwise.
     *
     * @return all chunks in the order in which they were given
     */
    List<ChunkId> awaitAll() throws IOException {
      while (!pending.isEmpty()) {
        ids.add(Workers.await(pending.poll()));
      }
      return ids;
    }

    private void add(Future<ChunkId> chunk) {
      while (!pending.isEmpty() && pending.peek().state() == Future.State.SUCCESS) {
        ids.add(pending.poll().resultNow());
      }
      pending.add(chunk);
    }

    /** Size of the objects of all chunks given so far. */
    long storedBytes() {
      return storedBytes.get();
    }

    /** Size of those that were not there. */
    long newBytes() {
      return newBytes.get();
    }

    /** Number of those that were not there. */
    long newChunks() {
      return newChunks.get();
    }
  }

  /**
   * An empty buffer; waits for one. Throws the first failure of its scope. To be given back by
   * {@link #store} or {@link #release}.
   */
  ChunkBuffer lease(Tally stream) throws IOException {
    try {
      ChunkBuffer buffer = null;
      while (buffer == null) {
        Throwable failure = stream.scope.failure.get();
        if (failure != null) {
          stream.awaitAll();
          throw Workers.unwrap(failure);
        }
        buffer = buffers.poll(100, TimeUnit.MILLISECONDS);
      }
      return buffer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to store a chunk");
    }
  }

  void release(ChunkBuffer buffer) {
    buffers.add(buffer);
  }

  /**
   * Names the chunk, sees to it that it is stored, and gives the buffer back.
   *
   * @param needs asked by another thread, once for each chunk
   */
  void store(ChunkBuffer chunk, Function<ChunkId, Need> needs, Tally stream) {
    stream.add(workers.submit(() -> work(chunk, needs, stream)));
  }

  private ChunkId work(ChunkBuffer chunk, Function<ChunkId, Need> needs, Tally stream)
      throws Exception {
    Desk desk = desks.take();
    try {
      return store(chunk, needs, stream, desk);
    } catch (Exception | Error e) {
      stream.scope.failure.compareAndSet(null, e);
      throw e;
    } finally {
      desks.add(desk);
    }
  }

  private ChunkId store(ChunkBuffer chunk, Function<ChunkId, Need> needs, Tally stream, Desk desk)
      throws Exception {
    ChunkId id;
    try {
      id = desk.namer.nameOf(chunk);
      if (!isNeeded(id, needs.apply(id), stream)) {
        return id;
      }
      seal(id, chunk, desk.object);
    } finally {
      release(chunk); // whatever happens: others wait for it
    }
    ByteBuffer object = desk.object.asByteBuffer();
    int size = object.remaining();
    put(id, object, stream.scope.marked);
    stream.storedBytes.addAndGet(size);
    stream.newBytes.addAndGet(size);
    stream.newChunks.incrementAndGet();
    return id;
  }

  private boolean isNeeded(ChunkId id, Need need, Tally stream) throws IOException {
    return switch (need) {
      case NONE -> false;
      case UNLESS_STORED -> stream.scope.marked.contains(id) || !isStored(id, stream);
      case ALWAYS -> true;
    };
  }

  private void put(ChunkId id, ByteBuffer object, MarkedChunks marked) throws IOException {
    if (marked.contains(id)) {
      marked.store(id, () -> store.put(id.objectKey(), object));
    } else {
      store.put(id.objectKey(), object);
    }
  }

  private boolean isStored(ChunkId id, Tally stream) throws IOException {
    Optional<Long> size = stored.size(id);
    size.ifPresent(stream.storedBytes::addAndGet);
    return size.isPresent();
  }

  /** Asks for several at once. */
  boolean areStored(Collection<ChunkId> chunks) throws IOException {
    List<Future<Boolean>> answers = new ArrayList<>();
    chunks.forEach(id -> answers.add(workers.submit(() -> stored.size(id).isPresent())));
    for (Future<Boolean> answer : answers) {
      if (!Workers.await(answer)) {
        return false;
      }
    }
    return true;
  }

  private void seal(ChunkId id, ChunkBuffer chunk, SealedBuffer object)
      throws InterruptedException {
    ChunkSealer sealer = sealers.take();
    try {
      sealer.seal(id, chunk, object);
    } finally {
      sealers.add(sealer);
    }
  }

  /** Stops what is under way. Waits for the sealers only, which never wait for the store. */
  @Override
  public void close() {
    workers.shutdownNow();
    Workers.uninterruptibly(
        () -> {
          for (int i = 0; i < SEALERS; i++) {
            sealers.take().close();
          }
        });
  }
}
