package io.salvaguarda.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times and durations as arguments. */
final class Span {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s*([smhd]?)");

  private Span() {}

  /** {@code 90s}, {@code 5m}, {@code 2h}, {@code 3d}; a bare number is minutes. */
  static final class Minutes implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return parse(text, "m");
    }
  }

  /** {@code 90s}, {@code 5m}, {@code 2h}, {@code 3d}; a bare number is seconds. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return parse(text, "s");
    }
  }

  /** How long ago, or an instant, or a local date or time. */
  static final class Since implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      if (TEXT.matcher(text).matches()) {
        return Instant.now().minus(parse(text, "m"));
      }
      try {
        return instant(text.replace(' ', 'T'));
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "\"" + Cells.line(text) + "\" is not like 2h, 2026-03-01 or 2026-03-01T02:00:00Z");
      }
    }

    private static Instant instant(String text) {
      ZoneId here = ZoneId.systemDefault();
      if (!text.contains("T")) {
        return LocalDate.parse(text).atStartOfDay(here).toInstant();
      }
      return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(here).toInstant();
    }
  }

  private static Duration parse(String text, String unitOfBareNumbers) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "\"" + Cells.line(text) + "\" is not a duration like 90s, 5m, 2h or 3d");
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2).isEmpty() ? unitOfBareNumbers : matcher.group(2);
    return switch (unit) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> throw new IllegalStateException("the pattern lets no other unit through");
    };
  }
}
