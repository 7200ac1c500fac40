package io.salvaguarda.local.demo;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.local.stack.LocalStack;

/** The steps after the start, in their order, while an outsider listens to Kafka. */
record Story(LocalStack stack, Stage stage) {
  void tell() {
    Timeline timeline = new Timeline();
    try (EventListener listener = new EventListener(stack.kafka().bootstrapServers(), timeline)) {
      Scene scene =
          new Scene(stack, stage, new Rest(stack), timeline, new Notices(stack), new Figures());
      BackupCompleted backup = new BackupStep(scene).run();
      new ProofStep(scene).run(backup);
      new RestoreStep(scene).run(backup);
      new DamageStep(scene).run(backup);
      new OutageStep(scene).run();
      new SummaryStep(scene).run();
      listener.requireSound();
    }
  }
}
