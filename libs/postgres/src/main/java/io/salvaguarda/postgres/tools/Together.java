package io.salvaguarda.postgres.tools;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Several tasks at once, on platform threads since they read pipes. The first that fails stops the
 * others, and its failure is that of the whole: what the others say then is only its echo.
 */
public final class Together {

  /** One of them. */
  public interface Task {
    void run() throws IOException;
  }

  private final Queue<Task> waiting;
  private final Runnable stop;
  private final AtomicReference<Throwable> first = new AtomicReference<>();
  private volatile List<Thread> threads = List.of();

  private Together(List<Task> tasks, Runnable stop) {
    this.waiting = new ConcurrentLinkedQueue<>(tasks);
    this.stop = stop;
  }

  /**
   * Returns when all have ended, well or not.
   *
   * @param stop makes those that run end soon; they are interrupted besides
   * @throws IOException what the first that failed threw, or that the caller was interrupted
   */
  public static void run(String name, int atOnce, List<? extends Task> tasks, Runnable stop)
      throws IOException {
    Together together = new Together(List.copyOf(tasks), stop);
    together.run(name, Math.min(atOnce, tasks.size()));
    together.throwFirst();
  }

  private void run(String name, int count) {
    threads =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> Thread.ofPlatform().daemon().name(name + "-" + i).unstarted(this::work))
            .toList();
    threads.forEach(Thread::start);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          failed(new InterruptedIOException("interrupted while waiting for " + name));
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (Task task = waiting.poll(); task != null && first.get() == null; task = waiting.poll()) {
      try {
        task.run();
      } catch (IOException | RuntimeException | Error e) {
        failed(e);
      }
    }
  }

  private void failed(Throwable e) {
    if (first.compareAndSet(null, e)) {
      stop.run();
      threads.stream()
          .filter(thread -> thread != Thread.currentThread())
          .forEach(Thread::interrupt);
    }
  }

  private void throwFirst() throws IOException {
    switch (first.get()) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
