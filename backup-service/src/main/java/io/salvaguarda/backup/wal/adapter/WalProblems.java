package io.salvaguarda.backup.wal.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.access.Failures;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;

/** Server and repository do not do as they should, which is no fault of the caller. */
final class WalProblems {

  private static final int SECONDS = 10;

  private WalProblems() {}

  /** The repository's failure, or the connection's: both look the same to the sender. */
  static HttpProblem of(IOException failure, PostgresSource source) {
    return Failures.of(failure, source.repository())
        .map(WalProblems::of)
        .orElseGet(
            () ->
                problem(
                    Status.SERVICE_UNAVAILABLE,
                    "The file did not come whole: " + failure.getMessage() + ". Send it again."));
  }

  static HttpProblem of(Failure failure) {
    Status status =
        failure.kind() == FailureKind.TERMINAL
            ? Status.INTERNAL_SERVER_ERROR // nothing but a person's work helps
            : Status.SERVICE_UNAVAILABLE;
    return problem(status, failure.message() + " " + failure.nextStep());
  }

  private static HttpProblem problem(Status status, String detail) {
    return HttpProblem.builder()
        .withStatus(status)
        .withTitle(status.getReasonPhrase())
        .withDetail(detail)
        .withHeader(HttpHeaders.RETRY_AFTER, SECONDS)
        .build();
  }
}
