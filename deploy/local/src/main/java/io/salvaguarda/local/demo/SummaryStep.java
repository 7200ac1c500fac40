package io.salvaguarda.local.demo;

import io.salvaguarda.events.NoticeDelivered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Step 7: what happened when, and the figures. */
record SummaryStep(Scene scene) {
  private static final Duration SECONDS = Duration.ofSeconds(30);

  /** A mail and a webhook for each of the two failures. */
  private static final int NOTICES = 4;

  void run() {
    Stage stage = scene.stage();
    stage.step(7, "The story in events and figures");
    Waiting.forThis(
        "notice.delivered for each mail and webhook",
        SECONDS,
        () ->
            Optional.of(scene.timeline().all(NoticeDelivered.class).count())
                .filter(count -> count >= NOTICES));
    List<String> lines = scene.timeline().lines();
    StepFailed.unless(!lines.isEmpty(), "no event was seen");
    stage.block("Events as they crossed Kafka (UTC)", lines);
    stage.block("Figures", scene.figures().lines());
    stage.block(
        "Services now",
        scene.stack().services().stream()
            .sorted((a, b) -> a.service().compareTo(b.service()))
            .map(Figures::service)
            .toList());
  }
}
