package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code pg_waldump} says of the transactions that end in a segment. */
public final class SegmentTransactions {

  private static final Pattern END = Pattern.compile("desc: (?:COMMIT|ABORT)\\S* (\\S+ \\S+) UTC");
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private SegmentTransactions() {}

  /**
   * When the last one ended: a recovery to a time stops at the first one behind it, so there must
   * be one.
   *
   * @param context of the major version that wrote the segment
   * @param name of the segment
   * @param segment its bytes; the caller closes them
   * @return empty when none ends in it
   * @throws IOException what the stream threw
   */
  public static Outcome<Optional<Instant>> last(
      ToolContext context, String name, InputStream segment) throws IOException {
    try (JobFolder folder = JobFolder.create(context.scratch(), "wal", context.user())) {
      Path file = folder.write(name, segment);
      return Outcome.of(() -> last(context.withLog(line -> {}), file));
    }
  }

  /** Its exit status tells nothing: behind the last record it always finds something wrong. */
  private static Optional<Instant> last(ToolContext context, Path file) {
    List<String> arguments = List.of("--rmgr=Transaction", file.toString());
    try (ToolRun run = ToolRun.startUnconnected(context, "pg_waldump", arguments);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(run.stdout(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(END::matcher)
          .filter(Matcher::find)
          .map(found -> LocalDateTime.parse(found.group(1), TIME).toInstant(ZoneOffset.UTC))
          .reduce((earlier, later) -> later);
    } catch (IOException e) {
      throw new PostgresException(
          PostgresFailure.inconclusive(
              PostgresError.SANDBOX_FAILED, "pg_waldump could not be read", "Try again."),
          e);
    }
  }
}
