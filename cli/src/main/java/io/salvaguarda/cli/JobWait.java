package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Follows a job to its end, with a progress line on a terminal. */
final class JobWait {
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final int BAR = 24;
  private static final long POLL_MILLIS = 300;

  private final Rest rest;
  private final String service;
  private final PrintWriter err;
  private final boolean terminal;

  JobWait(Rest rest, String service, PrintWriter err) {
    this.rest = rest;
    this.service = service;
    this.err = err;
    this.terminal = errorsAreShownOnATerminal();
  }

  /** System.console() looks at standard input, and Java 21 cannot ask about one stream. */
  private static boolean errorsAreShownOnATerminal() {
    try {
      Path stream = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
      return stream.startsWith("/dev/pts") || stream.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * The ended job.
   *
   * @throws CliFailure INCONCLUSIVE when it has not ended in time; it goes on all the same
   */
  JsonNode until(String jobId, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < end) {
      JsonNode job = rest.get(service, "/jobs/" + jobId);
      show(job);
      if (ENDED.contains(job.path("state").asText())) {
        if (terminal) {
          err.print("\r\u001b[K");
          err.flush();
        }
        return job;
      }
      pause();
    }
    throw new CliFailure(
        ExitCode.INCONCLUSIVE,
        "job " + jobId + " still runs; look again with: salva jobs show " + service + " " + jobId);
  }

  private void show(JsonNode job) {
    if (terminal) {
      err.print("\r\u001b[K" + line(job));
      err.flush();
    }
  }

  static String line(JsonNode job) {
    JsonNode progress = job.path("progress");
    if (!progress.isObject()) {
      return Cells.text(job.path("state"));
    }
    long done = progress.path("plainBytes").asLong(progress.path("doneBytes").asLong());
    long total = progress.path("estimatedBytes").asLong(progress.path("totalBytes").asLong());
    long millis = progress.path("elapsedMillis").asLong();
    double share = total > 0 ? Math.min(1.0, (double) done / total) : 0;
    int filled = (int) (share * BAR);
    long rate = millis > 0 ? done * 1000 / millis : 0;
    String phase = progress.path("phase").asText(progress.path("level").asText("RUNNING"));
    return "%-9s [%s%s] %s of about %s, %s/s, %s"
        .formatted(
            Cells.clean(phase),
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            Cells.bytes(done),
            Cells.bytes(total),
            Cells.bytes(rate),
            Cells.duration(Duration.ofMillis(millis)));
  }

  static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliFailure(ExitCode.INCONCLUSIVE, "interrupted; the job goes on");
    }
  }

  /** Why a job did not succeed, and the exit code for it. */
  static CliFailure failure(JsonNode job) {
    if (job.path("state").asText().equals("CANCELLED")) {
      return new CliFailure(ExitCode.INCONCLUSIVE, "job " + job.path("id").asText() + " cancelled");
    }
    JsonNode failure = job.path("failure");
    StringBuilder text = new StringBuilder("FAILED");
    text.append(": ").append(failure.path("message").asText("no reason given"));
    text.append("\n  class: ").append(failure.path("errorClass").asText("UNKNOWN"));
    text.append("\n  next:  ").append(failure.path("nextStep").asText("see the service's log"));
    failure.path("logTail").forEach(line -> text.append("\n  | ").append(line.asText()));
    return new CliFailure(ExitCode.FAILED, Cells.clean(text.toString()));
  }
}
