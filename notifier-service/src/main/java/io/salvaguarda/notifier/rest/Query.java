package io.salvaguarda.notifier.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads query parameters; a mistake is a 400 that names the parameter and what would be right. */
public final class Query {

  private static final int MOST = 500;
  private static final int LONGEST_ECHO = 80;

  private Query() {}

  /** An optional UUID. */
  public static Optional<UUID> uuid(String name, String text) {
    if (isAbsent(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw wrong(name, text, "a UUID");
    }
  }

  /** One of an enum's values, in any case; absent or {@code all} means no restriction. */
  public static <E extends Enum<E>> Optional<E> oneOf(String name, String text, Class<E> type) {
    if (isAbsent(text) || text.equalsIgnoreCase("all")) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(type.getEnumConstants())
            .filter(each -> each.name().equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> wrong(name, text, namesOf(type))));
  }

  /** An optional instant, {@code 2026-01-31T14:02:00Z}, or the beginning of a day in UTC. */
  public static Optional<Instant> instant(String name, String text) {
    if (isAbsent(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw wrong(name, text, "a time like 2026-01-31T14:02:00Z or a day like 2026-01-31");
    }
  }

  /** How many to show: 1 to 500. */
  public static int limit(String text, int usual) {
    if (isAbsent(text)) {
      return usual;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of range
    }
    throw wrong("limit", text, "a number from 1 to " + MOST);
  }

  private static boolean isAbsent(String text) {
    return text == null || text.isBlank();
  }

  private static <E extends Enum<E>> String namesOf(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "one of ", ", all"));
  }

  /** What to throw at a mistake. */
  public static HttpProblem wrong(String name, String text, String right) {
    String shown = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "…" : text;
    return HttpProblem.builder()
        .withStatus(Response.Status.BAD_REQUEST)
        .withTitle("Bad Request")
        .withDetail("Parameter " + name + " is \"" + shown + "\"; it must be " + right + ".")
        .with("field", name)
        .build();
  }
}
