package io.salvaguarda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with its output in a log file. It can be killed and started again with the same
 * command and environment, and it dies with the JVM that started it.
 */
public final class JavaProcess implements AutoCloseable {
  private static final Duration GENTLE = Duration.ofSeconds(15);

  private final JavaLaunch launch;
  private Process process;
  private Instant startedAt;
  private Duration readyAfter;

  JavaProcess(JavaLaunch launch) {
    this.launch = launch;
    start();
  }

  /** A runnable jar, for instance a Quarkus application's {@code quarkus-run.jar}. */
  public static JavaLaunch jar(String name, Path jar) {
    return new JavaLaunch(name, "-jar", jar.toString());
  }

  /** A main class with all jars of a folder on its classpath. */
  public static JavaLaunch mainClass(String name, Path jars, String mainClass) {
    return new JavaLaunch(name, "-cp", jars + "/*", mainClass);
  }

  /**
   * Starts the process again after it was stopped, killed, or ended by itself, and waits until it
   * is ready.
   *
   * @throws StartFailed when it ends or is not ready in time
   */
  public void start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException(launch.name() + " runs already");
    }
    long begin = System.nanoTime();
    startedAt = Instant.now();
    process = ProcessStarter.start(launch.toBuilder());
    boolean ready = Await.until(() -> !process.isAlive() || launch.isReady(), launch.startWithin());
    if (!ready || !process.isAlive()) {
      String why = process.isAlive() ? "was not ready in time" : "exited " + process.exitValue();
      kill9();
      throw new StartFailed(launch.name() + " " + why + ":\n" + LogTail.of(launch.log(), 40));
    }
    readyAfter = Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Asks the process to end (SIGTERM), then kills it; returns when it is gone. */
  public void stop() {
    process.destroy();
    if (!endsWithin(GENTLE)) {
      kill9();
    }
  }

  /**
   * Kills the process at once (SIGKILL), as a machine that loses power would; returns when it is
   * gone.
   */
  public void kill9() {
    process.destroyForcibly();
    endsWithin(GENTLE);
  }

  @Override
  public void close() {
    stop();
  }

  /** The process id of the present run. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** When the present run was started. */
  public Instant startedAt() {
    return startedAt;
  }

  /** How long the present run took until it was ready. */
  public Duration readyAfter() {
    return readyAfter;
  }

  /** The file that takes the output of all runs. */
  public Path log() {
    return launch.log();
  }

  /**
   * The memory that the process holds in RAM.
   *
   * @return bytes; 0 where the kernel does not tell
   */
  public long residentBytes() {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  private boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
