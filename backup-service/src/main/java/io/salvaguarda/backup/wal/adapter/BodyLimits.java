package io.salvaguarda.backup.wal.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Only pushed log may be large: the server's own limit fits a segment, and everything else keeps
 * the limit that it has in the other services.
 */
@ApplicationScoped
class BodyLimits {

  private static final String PUSHED = "/wal/";
  private static final long USUAL = 64 * 1024;
  private static final int TOO_LARGE = 413;

  /** Where Quarkus looks for the limit of a body whose length was not announced. */
  private static final String LIMIT = "io.quarkus.max-request-size";

  /** After the server's own limit, which would set aside what is set here. */
  private static final int ORDER = 1;

  void limit(@Observes Filters filters) {
    filters.register(BodyLimits::limit, ORDER);
  }

  private static void limit(RoutingContext request) {
    if (request.normalizedPath().startsWith(PUSHED)) {
      request.next();
      return;
    }
    request.put(LIMIT, USUAL);
    if (announced(request) <= USUAL) {
      request.next();
      return;
    }
    request
        .response()
        .setStatusCode(TOO_LARGE)
        .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(
            "{\"status\":413,\"title\":\"Request Entity Too Large\",\"detail\":\"The body has more"
                + " than 64 KiB.\"}");
  }

  private static long announced(RoutingContext request) {
    String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }
}
