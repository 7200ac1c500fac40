package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.repository.Hold;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a wish to hold a backup. */
@Schema(name = "HoldRequest")
record HoldRequest(
    @Schema(
            description = "why; 1 to 500 characters on one line",
            examples = "Case 4711, asked for by legal",
            required = true)
        String reason) {

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when the reason cannot be taken
   */
  static Hold.Placed hold(HoldRequest request, String by) {
    if (request == null) {
      throw BadInput.field("body", null, "a JSON object such as {\"reason\": \"case 4711\"}");
    }
    String reason = request.reason == null ? "" : request.reason.strip();
    if (reason.isEmpty()
        || reason.length() > Hold.Placed.LONGEST_REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw BadInput.field(
          "reason",
          request.reason,
          "1 to " + Hold.Placed.LONGEST_REASON + " characters, without line breaks");
    }
    return new Hold.Placed(by, reason, Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }
}
