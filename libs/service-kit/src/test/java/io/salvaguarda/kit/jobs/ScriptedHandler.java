package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A job whose attempts do what the test says, and count themselves. */
@ApplicationScoped
class ScriptedHandler implements JobHandler<ScriptedHandler.Payload> {

  record Payload(String script) {}

  private final ConcurrentMap<String, Function<JobContext<Payload>, JobResult>> scripts =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, AtomicInteger> runs = new ConcurrentHashMap<>();

  void script(String name, Function<JobContext<Payload>, JobResult> attempt) {
    scripts.put(name, attempt);
  }

  int runs(String name) {
    return runs.getOrDefault(name, new AtomicInteger()).get();
  }

  static JobResult done(String sourceId) {
    return new JobResult.Done(
        new Payload("done"),
        Consequence.of(
            new BackupDeleted(
                sourceId + "/logical/x",
                sourceId,
                BackupKind.LOGICAL,
                "main",
                "test",
                Instant.now())));
  }

  @Override
  public String kind() {
    return "scripted";
  }

  @Override
  public Class<Payload> payloadType() {
    return Payload.class;
  }

  @Override
  public JobResult run(JobContext<Payload> context) {
    String name = context.payload().script();
    runs.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    return scripts.get(name).apply(context);
  }

  @Override
  public Consequence onFailure(Job job, Payload payload, Failure failure, boolean willRetry) {
    if (willRetry) {
      return Consequence.NONE;
    }
    return Consequence.of(
        new BackupFailed(
            job.id(),
            job.attempt(),
            job.sourceId(),
            BackupKind.LOGICAL,
            "daily",
            "dba",
            Instant.now(),
            Instant.now(),
            failure));
  }

  @Override
  public Consequence onCancel(Job job, Payload payload, String cancelledBy) {
    return Consequence.of(
        new BackupCancelled(
            job.id(),
            job.sourceId(),
            BackupKind.LOGICAL,
            "daily",
            "dba",
            cancelledBy,
            Instant.now()));
  }
}
