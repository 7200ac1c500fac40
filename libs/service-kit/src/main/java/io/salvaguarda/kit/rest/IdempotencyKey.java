package io.salvaguarda.kit.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;

/**
 * The header {@code Idempotency-Key}: a request that is sent again with it has no second effect.
 */
public final class IdempotencyKey {

  /** The header's name. */
  public static final String HEADER = "Idempotency-Key";

  private static final int LONGEST = 200;

  private IdempotencyKey() {}

  /**
   * The key of a job. Callers cannot take each other's keys, nor those of schedules and events.
   *
   * @param header null when it was not sent: then there is no key
   * @throws HttpProblem 400 when it is blank or longer than 200 characters
   */
  public static String of(String caller, String header) {
    if (header == null) {
      return null;
    }
    if (header.isBlank() || header.length() > LONGEST) {
      throw BadInput.field(HEADER, header, "1 to " + LONGEST + " characters");
    }
    return "request:" + caller + ":" + header;
  }
}
