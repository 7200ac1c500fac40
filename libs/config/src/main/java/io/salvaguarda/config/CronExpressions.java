package io.salvaguarda.config;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads cron expressions and says which field of a bad one is wrong, and why. */
final class CronExpressions {
  private record Field(String name, int low, int high) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59),
          new Field("hour", 0, 23),
          new Field("day of month", 1, 31),
          new Field("month", 1, 12),
          new Field("day of week", 0, 7));
  private static final Pattern OUTSIDE = Pattern.compile("Value (\\d+) not in range.*");
  private static final String REMEDY = "Try \"0 2 * * *\".";
  // before a leap day, so that 29 February counts as a day that comes
  private static final ZonedDateTime ANY_TIME =
      ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private CronExpressions() {}

  static ExecutionTime parse(String expression) throws Refused {
    String[] fields = expression.strip().split("\\s+");
    if (fields.length != FIELDS.size() || expression.isBlank()) {
      throw refused("it needs five fields: minute, hour, day of month, month, day of week");
    }
    for (int i = 0; i < fields.length; i++) {
      check(fields, i);
    }
    ExecutionTime times = ExecutionTime.forCron(cron(String.join(" ", fields)));
    if (times.nextExecution(ANY_TIME).isEmpty()) {
      throw new Refused(
          "names a day that never comes: day %s of month %s".formatted(fields[2], fields[3]),
          REMEDY);
    }
    return times;
  }

  /** Parses one field with all others open, so that the culprit is known. */
  private static void check(String[] fields, int at) throws Refused {
    String[] alone = new String[fields.length];
    Arrays.fill(alone, "*");
    alone[at] = fields[at];
    try {
      cron(String.join(" ", alone));
    } catch (IllegalArgumentException e) {
      throw refused(reason(FIELDS.get(at), fields[at], e));
    }
  }

  private static String reason(Field field, String text, IllegalArgumentException e) {
    String cause = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
    Matcher outside = OUTSIDE.matcher(cause);
    return outside.matches()
        ? "%s %s is outside %d-%d".formatted(field.name, outside.group(1), field.low, field.high)
        : "\"%s\" is not a valid %s".formatted(text, field.name);
  }

  /** A parser keeps state while it parses: one for each call. */
  private static Cron cron(String expression) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
        .parse(expression)
        .validate();
  }

  private static Refused refused(String reason) {
    return new Refused("is not a cron expression: " + reason, REMEDY);
  }
}
