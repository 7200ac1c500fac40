package io.salvaguarda.notifier.silence.adapter;

import io.salvaguarda.config.Glob;
import io.salvaguarda.config.Refused;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.silence.Silence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a wish for silence. */
@Schema(name = "SilenceRequest")
record SilenceRequest(
    @Schema(description = "a source or a pattern with * and ?", required = true) String source,
    @Schema(description = "a cause of incidents; absent: any") String kind,
    @Schema(description = "from when, with an offset; absent: from now on") String from,
    @Schema(description = "until when, with an offset; at most 30 days", required = true)
        String until,
    @Schema(description = "why; 1 to 200 characters on one line", required = true) String reason) {

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int LONGEST_REASON = 200;

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names the first field that is
   *     wrong
   */
  static Silence silence(SilenceRequest request, UUID id, String by, Instant now) {
    if (request == null) {
      throw BadInput.field("body", null, "a JSON object with source, until and reason");
    }
    Glob sources = glob(request.source);
    Instant begin = request.from == null ? now : time("from", request.from);
    Instant end = time("until", request.until);
    if (!end.isAfter(begin) || !end.isAfter(now)) {
      throw BadInput.field("until", request.until, "in the future and after \"from\"");
    }
    if (end.isAfter(begin.plus(LONGEST))) {
      throw BadInput.field("until", request.until, "at most 30 days after \"from\"");
    }
    return new Silence(id, sources, kind(request.kind), begin, end, reason(request.reason), by);
  }

  private static Glob glob(String text) {
    try {
      return Glob.parse(text == null ? "" : text);
    } catch (Refused e) {
      throw BadInput.field("source", text, "a source or a pattern such as shop-*, or *");
    }
  }

  private static Optional<Cause> kind(String text) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(Cause.values())
            .filter(cause -> cause.key().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    BadInput.field(
                        "kind",
                        text,
                        Arrays.stream(Cause.values())
                            .map(Cause::key)
                            .collect(Collectors.joining(", ", "one of ", "")))));
  }

  private static Instant time(String field, String text) {
    try {
      return OffsetDateTime.parse(text == null ? "" : text).toInstant();
    } catch (DateTimeException e) {
      throw BadInput.field(field, text, "a time such as 2026-11-22T06:00:00Z");
    }
  }

  private static String reason(String text) {
    String reason = text == null ? "" : text.strip();
    if (reason.isEmpty()
        || reason.length() > LONGEST_REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw BadInput.field(
          "reason", text, "1 to " + LONGEST_REASON + " characters, without line breaks");
    }
    return reason;
  }
}
