package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the handler of a job's kind and gives it its payload as its own type. */
@ApplicationScoped
class JobHandlers {

  private final Map<String, Bound<?>> byKind = new HashMap<>();
  private final Json json;

  JobHandlers(@Any Instance<JobHandler<?>> handlers, Json json) {
    this.json = json;
    for (JobHandler<?> handler : handlers) {
      if (byKind.put(handler.kind(), new Bound<>(handler)) != null) {
        throw new IllegalStateException("two handlers for job kind " + handler.kind());
      }
    }
  }

  boolean none() {
    return byKind.isEmpty();
  }

  /** The kinds that nobody waits for. */
  Set<String> background() {
    return byKind.entrySet().stream()
        .filter(each -> each.getValue().handler.background())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  Bound<?> of(Job job) {
    Bound<?> bound = byKind.get(job.kind);
    if (bound == null) {
      throw new IllegalStateException("no handler for job kind " + job.kind);
    }
    return bound;
  }

  /** A handler together with its payload type. */
  final class Bound<P> {

    private final JobHandler<P> handler;

    Bound(JobHandler<P> handler) {
      this.handler = handler;
    }

    JobContext<P> open(Job job) {
      return new JobContext<>(job, payload(job));
    }

    JobResult run(JobContext<?> context) throws Exception {
      return runTyped(context);
    }

    @SuppressWarnings("unchecked") // open() made it with this handler's payload type
    private JobResult runTyped(JobContext<?> context) throws Exception {
      return handler.run((JobContext<P>) context);
    }

    Consequence onStart(Job job) {
      return handler.onStart(job, payload(job));
    }

    Consequence onFailure(Job job, Failure failure, boolean willRetry) {
      return handler.onFailure(job, payload(job), failure, willRetry);
    }

    Consequence onCancel(Job job, String by) {
      return handler.onCancel(job, payload(job), by);
    }

    private P payload(Job job) {
      return json.read(job.payload, handler.payloadType());
    }
  }
}
