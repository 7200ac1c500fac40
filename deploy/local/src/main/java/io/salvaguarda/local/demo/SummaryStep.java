package io.salvaguarda.local.demo;

import java.util.List;

/** Step 7: what happened when, and the figures. */
record SummaryStep(Scene scene) {
  void run() {
    Stage stage = scene.stage();
    stage.step(7, "The story in events and figures");
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
