package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How far a job is, on one line. */
final class ProgressLine {
  private static final int BAR = 24;

  private ProgressLine() {}

  /** The job as REST shows it; empty fields are left out rather than guessed. */
  static String of(JsonNode job) {
    JsonNode progress = job.path("progress");
    String attempt =
        job.path("attempt").asInt() > 1 ? ", attempt " + job.get("attempt").asInt() : "";
    if (!job.path("state").asText().equals("RUNNING") || !progress.isObject()) {
      return Cells.line(job.path("state").asText("?")) + attempt;
    }
    if (progress.has("ofChunks")) {
      return copied(progress) + attempt;
    }
    if (progress.has("judged")) {
      return pruned(progress) + attempt;
    }
    String phase = progress.path("phase").asText(progress.path("level").asText("RUNNING"));
    return Cells.line(phase) + " " + figures(progress) + attempt;
  }

  private static String copied(JsonNode progress) {
    return "%s: %,d of %,d chunks, backup %,d of %,d, %s new"
        .formatted(
            Cells.line(progress.path("backupId").asText()),
            progress.path("chunks").asLong(),
            progress.path("ofChunks").asLong(),
            progress.path("done").asLong() + 1,
            progress.path("backups").asLong(),
            Cells.bytes(progress.path("newBytes").asLong()));
  }

  private static String pruned(JsonNode progress) {
    return "%,d chunks judged, %s deleted"
        .formatted(
            progress.path("judged").asLong(), Cells.bytes(progress.path("deletedBytes").asLong()));
  }

  private static String figures(JsonNode progress) {
    long done = progress.path("plainBytes").asLong(progress.path("doneBytes").asLong());
    long total = progress.path("estimatedBytes").asLong(progress.path("totalBytes").asLong());
    long millis = progress.path("elapsedMillis").asLong();
    long rate =
        progress.path("bytesPerSecond").asLong(millis > 0 ? (long) (done * 1000.0 / millis) : 0);
    List<String> figures = new ArrayList<>();
    if (total > 0) {
      figures.add(
          "%s %s of about %s".formatted(bar(done, total), Cells.bytes(done), Cells.bytes(total)));
    } else if (done > 0) {
      figures.add(Cells.bytes(done));
    }
    if (rate > 0) {
      figures.add(Cells.bytes(rate) + "/s");
    }
    figures.add(Cells.duration(Duration.ofMillis(millis)));
    if (rate > 0 && total > done) {
      figures.add("about " + Cells.duration(Duration.ofSeconds((total - done) / rate)) + " left");
    }
    return String.join(", ", figures);
  }

  private static String bar(long done, long total) {
    double share = Math.min(1.0, (double) done / total);
    int filled = (int) (share * BAR);
    return "[%s%s] %3d %%"
        .formatted("#".repeat(filled), ".".repeat(BAR - filled), (int) (share * 100));
  }
}
