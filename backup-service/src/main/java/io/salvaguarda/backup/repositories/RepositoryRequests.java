package io.salvaguarda.backup.repositories;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobConflict;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.rest.BadInput;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.hibernate.reactive.mutiny.Mutiny;

/** Work on a repository, asked for over REST. */
@ApplicationScoped
public class RepositoryRequests {

  private final SuiteConfig config;
  private final Transactions transactions;
  private final JobStore jobs;

  RepositoryRequests(SuiteConfig config, Transactions transactions, JobStore jobs) {
    this.config = config;
    this.transactions = transactions;
    this.jobs = jobs;
  }

  /**
   * The repository of a path.
   *
   * @throws HttpProblem 404 when there is none of that name
   */
  public RepositoryConfig named(String name) {
    RepositoryConfig repository = config.repositories().get(name);
    if (repository == null) {
      throw BadInput.unknown(
          "name",
          name,
          "salvaguarda.yaml has no repository of that name; it has "
              + String.join(", ", config.repositories().keySet())
              + ".");
    }
    return repository;
  }

  /** 202 with the job, or 409 when the same work is under way or the key stands for other work. */
  public Uni<Response> ask(JobRequest wish) {
    return transactions.run(
        session -> jobs.enqueue(session, wish).chain(enqueued -> answer(session, wish, enqueued)));
  }

  private Uni<Response> answer(Mutiny.Session session, JobRequest wish, Enqueued enqueued) {
    return switch (enqueued) {
      case Enqueued.Created created -> Uni.createFrom().item(accepted(created, false));
      case Enqueued.Repeated repeated ->
          jobs.find(session, repeated.jobId())
              .map(
                  job -> {
                    if (!isSame(job, wish)) {
                      throw JobConflict.with(
                          repeated.jobId(),
                          "This Idempotency-Key was used for a %s of %s"
                              .formatted(job.kind(), job.exclusiveKey()));
                    }
                    return accepted(repeated, true);
                  });
      case Enqueued.AlreadyActive active ->
          throw JobConflict.with(
              active.jobId(),
              "A %s of %s is under way".formatted(wish.kind(), wish.exclusiveKey()));
    };
  }

  private static boolean isSame(Job job, JobRequest wish) {
    return job.kind().equals(wish.kind()) && job.exclusiveKey().equals(wish.exclusiveKey());
  }

  private static Response accepted(Enqueued job, boolean repeated) {
    return Response.accepted(new JobAccepted(job.jobId(), repeated))
        .header(HttpHeaders.LOCATION, "/jobs/" + job.jobId())
        .build();
  }
}
