package io.salvaguarda.local.demo;

import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.StackOptions;

/** Step 1: everything starts. */
record StartStep(Stage stage) {
  LocalStack run(StackOptions options) {
    stage.step(1, "Start Kafka, S3, PostgreSQL, SMTP, a webhook receiver and the four services");
    stage.say("in " + options.home() + "; logs: " + options.home().resolve("logs"));
    LocalStack stack = LocalStack.start(options);
    try {
      show(stack);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void show(LocalStack stack) {
    stage.say(
        "Kafka             ready after "
            + Quantity.seconds(stack.kafka().process().readyAfter())
            + "  "
            + stack.kafka().bootstrapServers());
    stage.say(
        "S3                ready after "
            + Quantity.seconds(stack.s3().process().readyAfter())
            + "  "
            + stack.s3().endpoint());
    stage.say(
        "PostgreSQL        ready after "
            + Quantity.seconds(stack.sourceServer().readyAfter())
            + "  source, and "
            + Quantity.seconds(stack.catalogServer().readyAfter())
            + " catalog");
    stage.say(
        "                  testdb holds " + Quantity.megabytes(stack.sourceDatabase().bytes()));
    stage.say("SMTP              127.0.0.1:" + stack.mail().port());
    stage.say("webhook receiver  " + stack.webhooks().url("/salvaguarda"));
    stack.services().stream()
        .sorted((a, b) -> a.service().compareTo(b.service()))
        .forEach(instance -> stage.say(Figures.service(instance)));
    stage.done("everything is ready");
  }
}
