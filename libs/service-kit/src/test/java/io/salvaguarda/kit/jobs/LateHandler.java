package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.Failure;
import jakarta.enterprise.context.ApplicationScoped;

/** Scripted jobs that nobody waits for. */
@ApplicationScoped
class LateHandler implements JobHandler<ScriptedHandler.Payload> {

  static final String KIND = "late";

  private final ScriptedHandler scripts;

  LateHandler(ScriptedHandler scripts) {
    this.scripts = scripts;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<ScriptedHandler.Payload> payloadType() {
    return ScriptedHandler.Payload.class;
  }

  @Override
  public boolean background() {
    return true;
  }

  @Override
  public JobResult run(JobContext<ScriptedHandler.Payload> context) {
    return scripts.run(context);
  }

  @Override
  public Consequence onFailure(
      Job job, ScriptedHandler.Payload payload, Failure failure, boolean willRetry) {
    return Consequence.NONE;
  }

  @Override
  public Consequence onCancel(Job job, ScriptedHandler.Payload payload, String cancelledBy) {
    return Consequence.NONE;
  }
}
