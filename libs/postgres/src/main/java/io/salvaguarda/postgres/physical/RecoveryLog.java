package io.salvaguarda.postgres.physical;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the startup process says of a recovery. Nobody can log in meanwhile to ask, and afterwards
 * the server is stopped; its log is in English, because we say so.
 */
final class RecoveryLog implements Consumer<String> {
  /** With the SQLSTATE, so that damage is told by its code. */
  static final String PREFIX = "%m [%p] %e ";

  private static final Pattern TIMELINE = Pattern.compile("LOG: +selected new timeline ID: (\\d+)");
  private static final Pattern LAST_COMMIT =
      Pattern.compile("LOG: +last completed transaction was at log time (.+)$");
  private static final Pattern FATAL = Pattern.compile("\\] ([0-9A-Z]{5}) (?:FATAL|PANIC): +(.*)$");
  private static final String UNREACHED =
      "recovery ended before configured recovery target was reached";
  private static final Pattern NO_WAL =
      Pattern.compile(
          "WAL ends before (?:end of online backup|consistent recovery point)"
              + "|could not locate (?:required|a valid) checkpoint record"
              + "|could not find redo location"
              + "|invalid data in file \"backup_label\"");
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .appendPattern("X")
          .toFormatter(Locale.ROOT);

  private final Consumer<String> next;
  private final List<String> damages = new ArrayList<>();
  private OptionalInt timeline = OptionalInt.empty();
  private Optional<Instant> lastCommit = Optional.empty();
  private boolean unreached;

  RecoveryLog(Consumer<String> next) {
    this.next = next;
  }

  @Override
  public synchronized void accept(String line) {
    next.accept(line);
    Matcher selected = TIMELINE.matcher(line);
    if (selected.find()) {
      timeline = OptionalInt.of(Integer.parseInt(selected.group(1)));
    }
    Matcher commit = LAST_COMMIT.matcher(line);
    if (commit.find()) {
      lastCommit = time(commit.group(1));
    }
    Matcher fatal = FATAL.matcher(line);
    if (fatal.find()) {
      fatal(fatal.group(1), fatal.group(2));
    }
  }

  private void fatal(String state, String said) {
    unreached |= said.contains(UNREACHED);
    if (state.equals("XX001") || state.equals("XX002") || NO_WAL.matcher(said).find()) {
      damages.add(said + " (" + state + ")");
    }
  }

  private static Optional<Instant> time(String said) {
    try {
      return Optional.of(OffsetDateTime.parse(said.strip(), TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The one that the promoted server began. */
  synchronized OptionalInt timeline() {
    return timeline;
  }

  synchronized Optional<Instant> lastCommit() {
    return lastCommit;
  }

  /** Whether all WAL was read and the target was not in it. */
  synchronized boolean targetNotReached() {
    return unreached;
  }

  /** What the server died of, where that is the backup's fault. */
  synchronized Optional<String> damage() {
    return damages.stream().findFirst();
  }
}
