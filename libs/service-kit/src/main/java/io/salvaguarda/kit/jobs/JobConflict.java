package io.salvaguarda.kit.jobs;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;

/** The answer to a wish that another job stands in the way of: a 409 that names the job. */
public final class JobConflict {

  private JobConflict() {}

  /**
   * @param what the beginning of a sentence that goes on with "by job" and its id
   */
  public static HttpProblem with(UUID job, String what) {
    return HttpProblem.builder()
        .withStatus(Status.CONFLICT)
        .withTitle(Status.CONFLICT.getReasonPhrase())
        .withDetail(what + " by job " + job + ".")
        .with("jobId", job.toString())
        .build();
  }
}
