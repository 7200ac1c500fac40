package io.salvaguarda.backup.keys.adapter;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.OwnThread;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.keys.KeyProofEnd;
import io.salvaguarda.backup.keys.KeyProofResult;
import io.salvaguarda.backup.keys.KeyProofRun;
import io.salvaguarda.backup.repositories.JobStop;
import io.salvaguarda.backup.repositories.NotConfigured;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.RepositoryKeyProofFailed;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Jobs that prove keys: what each step of a job's life means for one. */
@ApplicationScoped
class KeyProofJob implements JobHandler<KeyProofPayload> {

  private static final Logger LOG = Logger.getLogger(KeyProofJob.class);

  private final SuiteConfig config;
  private final Repositories repositories;
  private final KeyProofMetrics metrics;

  KeyProofJob(SuiteConfig config, Repositories repositories, KeyProofMetrics metrics) {
    this.config = config;
    this.repositories = repositories;
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return KeyProofWishes.KIND;
  }

  @Override
  public Class<KeyProofPayload> payloadType() {
    return KeyProofPayload.class;
  }

  @Override
  public JobResult run(JobContext<KeyProofPayload> context) throws Exception {
    String name = context.payload().repository();
    RepositoryConfig repository = config.repositories().get(name);
    if (repository == null) {
      return new JobResult.Failed(NotConfigured.of(name));
    }
    JobStop stop = new JobStop(context);
    KeyProofRun proof =
        new KeyProofRun(
            repositories,
            repository,
            stop,
            Instant.now(),
            (recipient, cause) ->
                LOG.warnf(
                    "event=key_proof.not_recorded repository=%s recipient=%s cause=\"%s\"",
                    name, recipient, cause));
    try {
      return ended(
          context.job(), name, OwnThread.call("key-proof-" + context.jobId(), stop, proof::run));
    } catch (IOException e) {
      return new JobResult.Failed(Failures.of(e, name).orElseThrow(() -> e));
    }
  }

  private JobResult ended(Job job, String repository, KeyProofEnd end) {
    return switch (end) {
      case KeyProofEnd.Looked looked ->
          looked(job, repository, KeyProofResult.of(looked.recipients()));
      case KeyProofEnd.NotProven not -> new JobResult.Failed(not.failure());
      case KeyProofEnd.NoRepository none ->
          new JobResult.Done(KeyProofResult.NO_REPOSITORY, Consequence.NONE);
    };
  }

  private JobResult looked(Job job, String repository, KeyProofResult result) {
    LOG.infof(
        "event=key_proof.ended repository=%s job=%s outcome=%s recipients=%d overdue=%d",
        repository,
        job.id(),
        result.outcome(),
        result.recipients().size(),
        result.overdue().size());
    metrics.overdue(repository, result.overdue().size());
    return new JobResult.Done(
        result, Consequence.of(KeyProofEvents.of(job, repository, result, Instant.now())));
  }

  @Override
  public Consequence onFailure(
      Job job, KeyProofPayload payload, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=key_proof.%s repository=%s job=%s attempt=%d kind=%s errorClass=%s message=\"%s\"",
        willRetry ? "attempt_failed" : "failed",
        payload.repository(),
        job.id(),
        job.attempt(),
        failure.kind(),
        failure.errorClass(),
        failure.message());
    if (willRetry) {
      return Consequence.NONE;
    }
    metrics.failed(payload.repository(), failure);
    return Consequence.of(
        new RepositoryKeyProofFailed(
            job.id(),
            Math.max(1, job.attempt()), // a deadline may pass before the first attempt
            job.sourceId(),
            payload.repository(),
            job.startedAt() == null ? job.createdAt() : job.startedAt(),
            Instant.now(),
            failure));
  }

  @Override
  public Consequence onCancel(Job job, KeyProofPayload payload, String cancelledBy) {
    LOG.infof(
        "event=key_proof.cancelled repository=%s job=%s by=%s",
        payload.repository(), job.id(), cancelledBy);
    return Consequence.NONE;
  }
}
