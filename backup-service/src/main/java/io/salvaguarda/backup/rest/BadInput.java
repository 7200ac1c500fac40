package io.salvaguarda.backup.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Problem details for input that cannot be taken: the field, what it is, what would be right. */
public final class BadInput {

  private static final int LONGEST_ECHO = 120;
  private static final int LONGEST_LIST = 500;

  private BadInput() {}

  /**
   * A 400.
   *
   * @param value as given; null when it is missing
   * @param right what it must be, to follow "it must be"
   */
  public static HttpProblem field(String name, String value, String right) {
    String shown = value == null ? "missing" : "\"" + cut(value) + "\"";
    return problem(Status.BAD_REQUEST, name, name + " is " + shown + "; it must be " + right + ".");
  }

  /** A 404 for something that does not exist. */
  public static HttpProblem unknown(String name, String value) {
    return problem(Status.NOT_FOUND, name, "There is no " + name + " \"" + cut(value) + "\".");
  }

  /**
   * How many to show.
   *
   * @throws HttpProblem when it is no number from 1 to 500
   */
  public static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LONGEST_LIST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of range
    }
    throw field("limit", text, "a number from 1 to " + LONGEST_LIST);
  }

  private static HttpProblem problem(Status status, String field, String detail) {
    return HttpProblem.builder()
        .withStatus(status)
        .withTitle(status.getReasonPhrase())
        .withDetail(detail)
        .with("field", field)
        .build();
  }

  private static String cut(String value) {
    return value.length() > LONGEST_ECHO ? value.substring(0, LONGEST_ECHO) + "…" : value;
  }
}
