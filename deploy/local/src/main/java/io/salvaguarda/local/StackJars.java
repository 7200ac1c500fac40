package io.salvaguarda.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the jar folders of the servers that run as child JVMs. */
final class StackJars {
  private StackJars() {}

  /** The folder of Kafka's jars. */
  static Path kafka() {
    return folder("kafka");
  }

  /** The folder of S3Proxy's jars. */
  static Path s3proxy() {
    return folder("s3proxy");
  }

  private static Path folder(String server) {
    String configured = System.getProperty("salvaguarda.stack");
    Path stack =
        configured == null
            ? Checkout.root().resolve("deploy/local/target/stack")
            : Path.of(configured);
    Path folder = stack.resolve(server);
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "no jars in " + folder + ": build deploy/local first (./mvnw -pl deploy/local package)");
    }
    return folder;
  }
}
