package io.salvaguarda.kit.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.kit.db.DatabaseAway;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a caller is told while the service's own database is away: come again. */
class AwayProblems {

  private static final Logger LOG = Logger.getLogger(AwayProblems.class);
  private static final int SECONDS = 5;

  @ServerExceptionMapper
  Response databaseAway(DatabaseAway away) {
    LOG.warnf("event=rest.database_away cause=%s", away.getMessage());
    return HttpProblem.builder()
        .withStatus(Status.SERVICE_UNAVAILABLE)
        .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
        .withDetail("This service's database cannot be reached now. Ask again in some seconds.")
        .withHeader(HttpHeaders.RETRY_AFTER, SECONDS)
        .build()
        .toResponse();
  }
}
