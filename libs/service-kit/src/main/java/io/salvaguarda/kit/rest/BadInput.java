package io.salvaguarda.kit.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;

/** Problem details for input that cannot be taken; the member {@code field} names the input. */
public final class BadInput {

  private static final int MOST = 500;
  private static final int LONGEST_ECHO = 120;

  private BadInput() {}

  /**
   * A 400.
   *
   * @param value as given, never a secret; null when it is missing
   * @param right completes "it must be …"
   */
  public static HttpProblem field(String name, String value, String right) {
    String shown = value == null ? "missing" : "\"" + cut(value) + "\"";
    return problem(Status.BAD_REQUEST, name, name + " is " + shown + "; it must be " + right + ".");
  }

  /** A 404: well formed, but there is nothing of that name. */
  public static HttpProblem unknown(String name, String value, String detail) {
    return problem(Status.NOT_FOUND, name, name + " \"" + cut(value) + "\": " + detail);
  }

  /**
   * A 409: well formed, but not possible as things stand.
   *
   * @param detail what stands in the way, and what to do about it
   */
  public static HttpProblem conflict(String name, String value, String detail) {
    return problem(Status.CONFLICT, name, name + " \"" + cut(value) + "\": " + detail);
  }

  /** Reads a query's limit, 1 to 500. */
  public static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of range
    }
    throw field("limit", text, "a number from 1 to " + MOST);
  }

  /** Reads an id. */
  public static UUID uuid(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw field(name, text, "a UUID");
    }
  }

  static HttpProblem body(String field, String detail) {
    return problem(Status.BAD_REQUEST, field, detail);
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
