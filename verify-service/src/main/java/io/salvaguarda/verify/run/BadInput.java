package io.salvaguarda.verify.run;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Problem details for input that cannot be taken: the field, what it is, what would be right. */
final class BadInput {

  private static final int LONGEST_ECHO = 120;

  private BadInput() {}

  static HttpProblem field(String name, String value, String right) {
    String shown = value == null ? "missing" : "\"" + cut(value) + "\"";
    return problem(Status.BAD_REQUEST, name, name + " is " + shown + "; it must be " + right + ".");
  }

  static HttpProblem unknown(String name, String value, String detail) {
    return problem(Status.NOT_FOUND, name, name + " \"" + cut(value) + "\": " + detail);
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
